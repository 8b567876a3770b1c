// A bus service that is being drawn: its way, its stops in order, and a plus between any two where another one goes.
"use strict";
(function (K) {
  const MOVED_PX = 3;
  const icon = (className, html, size) => L.divIcon({ className, html, iconSize: [size, size], iconAnchor: [size / 2, size / 2] });

  K.drawers.services = function (map, data) {
    const group = L.layerGroup();
    const line = (path, options) => L.polyline(path, K.pathOptions(map, "buses", options)).addTo(group);
    for (const other of data.lines) {
      line(other.path, { color: "#fff", weight: 7, opacity: 0.8 });
      line(other.path, { color: other.colour, weight: 4, dashArray: other.dash, lineCap: "butt" });
    }
    for (const box of data.boxes) {
      L.marker(box.at, { pane: K.pane(map, "stops"), interactive: false, keyboard: false, icon: L.divIcon({
        className: "kyoten-bus", html: `<b style="color:${K.esc(box.colour)}">${K.esc(box.name)}</b>`, iconSize: null,
      }) }).addTo(group);
    }
    for (const path of data.free) line(path, { color: data.colour, weight: 15, opacity: 0.28, lineCap: "round" });
    if (data.path.length) {
      line(data.path, { color: "#fff", weight: 9, opacity: 0.9 });
      line(data.path, { color: data.colour, weight: 5 });
    }
    for (const stop of data.known) knownStop(map, group, stop);
    if (data.editable) pluses(map, group, data);
    data.stops.forEach((stop) => ownStop(map, group, stop, data));
    return group.addTo(map);
  };

  // A stop of another line, or one of today's: a click lets the drawn line call there too.
  function knownStop(map, group, stop) {
    const place = L.circleMarker([stop.lat, stop.lon], {
      ...K.pathOptions(map, "calls_known", {}), interactive: true, bubblingMouseEvents: false,
      radius: 5, color: "#4d4266", weight: 1.6, fillColor: "#fff", fillOpacity: 1,
    });
    place.on("click", (e) => K.thingClick(map, "stop", stop.id, place.getLatLng(), e.latlng));
    K.hover(map, place, () => `停留所　<b>${K.esc(stop.name)}</b>`);
    group.addLayer(place);
  }

  function ownStop(map, group, stop, data) {
    const chosen = stop.id === data.chosen ? " kyoten-chosen" : "";
    const mark = L.marker([stop.lat, stop.lon], {
      pane: K.pane(map, "calls"), draggable: data.editable, autoPan: true, bubblingMouseEvents: false, alt: stop.name,
      icon: icon(`kyoten-call${chosen}`, `<i style="border-color:${K.esc(data.colour)}">${K.esc(stop.label)}</i>`, 26),
    });
    mark.kyotenId = stop.id;
    mark.kyotenKind = "stop";
    const click = (at) => K.thingClick(map, "stop", stop.id, mark.getLatLng(), at);
    mark.on("click", (e) => click(e.latlng));
    mark.on("dragstart", () => { mark.from = mark.getLatLng(); });
    mark.on("dragend", () => {
      const to = mark.getLatLng();
      // A hand that trembles while it clicks has not moved the stop.
      if (map.latLngToLayerPoint(to).distanceTo(map.latLngToLayerPoint(mark.from)) < MOVED_PX) {
        mark.setLatLng(mark.from);
        click(mark.from);
        return;
      }
      mark.getElement().classList.add("kyoten-waiting");
      K.report(map, { e: "stop_dropped", id: stop.id }, to);
    });
    K.hover(map, mark, () => `<b>${K.esc(stop.label)}　${K.esc(stop.name)}</b>${data.editable ? "<br><small>引いて動かせます</small>" : ""}`);
    mark.on("add", () => mark.getElement().setAttribute("aria-label", `停留所 ${stop.label} ${stop.name}`));
    group.addLayer(mark);
  }

  // Between two stops, halfway along the drawn way: dragged to where a stop is to be, or clicked.
  function pluses(map, group, data) {
    middles(data).forEach((place, i) => {
      const plus = L.marker(place, {
        pane: K.pane(map, "calls"), draggable: true, bubblingMouseEvents: false, keyboard: false, zIndexOffset: -500,
        icon: icon("kyoten-plus", `<i style="color:${K.esc(data.colour)}">＋</i>`, 18),
      });
      const insert = () => {
        plus.getElement().classList.add("kyoten-waiting");
        K.report(map, { e: "stop_inserted", position: i + 1 }, plus.getLatLng());
      };
      plus.on("click dragend", insert);
      K.hover(map, plus, () => "<small>引くか押すと、ここに停留所が入ります</small>");
      group.addLayer(plus);
    });
  }

  // The vertices of the way that lie nearest to the stops, one after another, and the vertex in the middle between two.
  function middles({ stops, path }) {
    let from = 0;
    const at = stops.map((stop, n) => {
      let best = from;
      let least = Infinity;
      for (let i = from; i < path.length - (stops.length - 1 - n > 0 ? 1 : 0); i += 1) {
        const distance = Math.hypot(path[i][0] - stop.lat, path[i][1] - stop.lon);
        if (distance < least) { least = distance; best = i; }
      }
      from = best;
      return best;
    });
    return stops.slice(1).map((stop, n) => {
      const [a, b] = [at[n], at[n + 1]];
      if (b - a > 1) return path[Math.floor((a + b) / 2)];
      return [(stops[n].lat + stop.lat) / 2, (stops[n].lon + stop.lon) / 2];
    });
  }

  // Shown at once where a stop is wished for; Python's answer takes it away.
  K.stopGhost = function (map, latlng) {
    const ghost = L.marker(latlng, { pane: "ghosts", interactive: false, keyboard: false, icon: icon("kyoten-call kyoten-waiting", "<i></i>", 26) }).addTo(map);
    map.kyoten.ghosts.push(ghost);
  };
})(window.Kyoten);
