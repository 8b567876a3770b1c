// Villages, facilities, candidate sites, links, and roads that are closed.
"use strict";
(function (K) {
  // Area tells people; the whole scale grows gently with the zoom, so that an overview isn't crowded, and is smaller in a city.
  K.peopleScale = 1;
  K.radius = (people, zoom) => Math.min(44, Math.max(3, 0.78 * K.peopleScale * Math.sqrt(people) * 1.17 ** (zoom - 12)));

  // People of about the same circle where the scale is smaller, as a round number for the legend.
  K.roundPeople = (people) => Number((people / K.peopleScale ** 2).toPrecision(1));

  // A circle with a white rim and a hair of shadow around it, so that pale classes stand out on pale ground.
  const Village = L.CircleMarker.extend({
    _updatePath() {
      this._renderer._updateCircle(this);
      const pen = this._renderer._ctx;
      if (!this._renderer._drawing || this._empty()) return;
      const { x, y } = this._point;
      const ring = (radius, width, colour) => {
        pen.beginPath();
        pen.arc(x, y, radius, 0, 2 * Math.PI);
        pen.lineWidth = width;
        pen.strokeStyle = colour;
        pen.stroke();
      };
      pen.globalAlpha = 1;
      ring(this._radius + 1.1, 0.9, "rgba(50,45,40,.55)");
      if (this.options.selected) { ring(this._radius + 4, 4.5, "#fff"); ring(this._radius + 4, 2.5, "#111"); }
    },
  });

  K.villageFill = (data, kind) => (data.hatched.includes(kind) ? K.pattern("novalue") : data.colours[kind]);

  K.drawers.villages = function (map, data) {
    const group = L.layerGroup();
    const zoom = map.getZoom();
    const people = (i) => (K.yearOf(map, data) || data).people[i];
    const circles = data.ids.map((id, i) => {
      const kind = (K.yearOf(map, data) || data).class[i];
      const circle = new Village([data.lat[i], data.lon[i]], {
        ...K.pathOptions(map, "villages", {}), interactive: true, bubblingMouseEvents: false,
        radius: K.radius(people(i), zoom), color: "#fff", weight: 1.6, fillOpacity: 1,
        fillColor: K.villageFill(data, kind), selected: id === data.selected,
      });
      circle.on("click", (e) => K.thingClick(map, "village", id, circle.getLatLng(), e.latlng));
      K.hover(map, circle, () => {
        const { labels, peopleTexts } = K.yearOf(map, data) || data;
        const label = labels[i] ? `<br>${K.esc(data.title)}　<b>${K.esc(labels[i])}</b>` : "";
        return `<b>${K.esc(data.names[i])}</b>　${peopleTexts ? K.esc(peopleTexts[i]) : K.people(data.people[i])}${label}`;
      });
      return circle;
    });
    // Large ones first, so that small neighbours lie on top and can be clicked.
    const order = data.ids.map((_, i) => i).sort((a, b) => data.people[b] - data.people[a]);
    for (const i of order) group.addLayer(circles[i]);
    const grow = () => circles.forEach((circle, i) => circle.setRadius(K.radius(people(i), map.getZoom())));
    if (data.years) map.kyoten.circles = circles;
    map.on("zoomend", grow);
    group.on("remove", () => map.off("zoomend", grow));
    return group.addTo(map);
  };

  const marker = (map, pane, place, html, className) => L.marker(place, {
    pane: K.pane(map, pane), bubblingMouseEvents: false, keyboard: false, icon: L.divIcon({ className: `kyoten-mark ${className}`, html, iconSize: null }),
  });

  K.drawers.facilities = function (map, data) {
    const group = L.layerGroup();
    data.ids.forEach((id, i) => {
      const chosen = id === data.selected ? " kyoten-selected" : "";
      const icon = marker(map, "facilities", [data.lat[i], data.lon[i]], `<b>${K.esc(data.marks[i])}</b>`, `kyoten-facility kyoten-${K.esc(data.status[i])}${chosen}`);
      icon.on("click", (e) => K.thingClick(map, "facility", id, icon.getLatLng(), e.latlng));
      const status = data.statusLabels[data.status[i]];
      K.hover(map, icon, () => `<b>${K.esc(data.names[i])}</b><br>${K.esc(data.services[i])}${status ? `（${K.esc(status)}）` : ""}`);
      group.addLayer(icon);
    });
    return group.addTo(map);
  };

  K.drawers.sites = function (map, data) {
    const group = L.layerGroup();
    data.ids.forEach((id, i) => {
      const chosen = id === data.selected ? " kyoten-selected" : "";
      const icon = marker(map, "sites", [data.lat[i], data.lon[i]], `<s></s><b>${K.esc(data.marks[i])}</b>`, `kyoten-site${chosen}`);
      icon.kanji = data.marks[i];
      icon.place = data.names[i];
      icon.on("click", (e) => {
        if (icon.gathered && map.kyoten.mode !== "close_road") K.openGroup(map, icon.gathered);
        else K.thingClick(map, "site", id, icon.getLatLng(), e.latlng);
      });
      K.hover(map, icon, () => {
        if (!icon.gathered) return `<b>${K.esc(data.names[i])}</b><br>候補地${data.kinds[i] ? `：${K.esc(data.kinds[i])}` : ""}`;
        return `<b>候補地 ${icon.gathered.length}か所</b><br>${icon.gathered.slice(0, 6).map((one) => K.esc(one.place)).join("<br>")}<br><small>押すと近づきます</small>`;
      });
      group.addLayer(icon);
    });
    return group.addTo(map);
  };

  K.drawers.links = function (map, data) {
    return L.polyline(data.lines, K.pathOptions(map, "links", { color: "#0072B2", weight: 1.2, opacity: 0.45 })).addTo(map);
  };

  // Closed roads come as ids; the roads themselves may still be on their way.
  K.drawers.closures = function (map, data) {
    const group = L.layerGroup().addTo(map);
    const pane = K.pane(map, "closures");
    const of = (edges) => new Set(edges.map((edge) => map.kyoten.roadByEdge.get(JSON.stringify(edge))).filter(Boolean));
    map.kyoten.roads.then(() => {
      for (const road of of(data.picked)) {
        L.polyline(road.line, K.pathOptions(map, pane, { color: "#D55E00", weight: 7, opacity: 0.5 })).addTo(group);
      }
      for (const road of of(data.edges)) {
        L.polyline(road.line, K.pathOptions(map, pane, { color: "#fff", weight: 5 })).addTo(group);
        L.polyline(road.line, K.pathOptions(map, pane, { color: "#222", weight: 2.5, dashArray: "4 5" })).addTo(group);
        marker(map, pane, midpoint(road.line), "✕", "kyoten-closed-road").addTo(group);
      }
    });
    return group;
  };

  // Stretches that are somebody's only way; the chosen one on top, with its people in a box.
  K.drawers.isolation = function (map, data) {
    const group = L.layerGroup().addTo(map);
    const draw = (stretch, chosen) => {
      const roads = new Set(stretch.edges.map((edge) => map.kyoten.roadByEdge.get(JSON.stringify(edge))).filter(Boolean));
      const lines = [...roads].map((road) => road.line);
      const look = (options) => L.polyline(lines, K.pathOptions(map, "isolation", options)).addTo(group);
      look({ color: chosen ? "#111" : "#fff", weight: stretch.width + (chosen ? 6 : 2.5), opacity: 0.95 });
      look({ color: "#B5179E", weight: stretch.width, opacity: 0.95 });
    };
    map.kyoten.roads.then(() => {
      if (!map.hasLayer(group)) return; // another set of stretches came meanwhile
      const order = data.lines.map((_, i) => i).sort((a, b) => data.lines[b].width - data.lines[a].width);
      for (const i of order) if (i !== data.chosen) draw(data.lines[i], false);
      if (data.chosen === null) return;
      draw(data.lines[data.chosen], true);
      marker(map, "isolation", data.label.place, K.esc(data.label.text), "kyoten-isolated").addTo(group);
    });
    return group;
  };

  function midpoint(line) {
    const steps = line.slice(1).map((b, i) => Math.hypot(b[0] - line[i][0], b[1] - line[i][1]));
    let left = steps.reduce((a, b) => a + b, 0) / 2;
    for (let i = 0; i < steps.length; i += 1) {
      if (left <= steps[i]) {
        const share = steps[i] ? left / steps[i] : 0;
        return [0, 1].map((axis) => line[i][axis] + share * (line[i + 1][axis] - line[i][axis]));
      }
      left -= steps[i];
    }
    return line[0];
  }
})(window.Kyoten);
