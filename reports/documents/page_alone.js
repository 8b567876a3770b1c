// The page that works alone: draws what stands in #content, and asks nobody for anything.
(function () {
  "use strict";
  const told = JSON.parse(document.getElementById("content").textContent);
  const side = document.getElementById("side");
  const map = L.map("map", { preferCanvas: true, zoomSnap: 0.25, attributionControl: false });
  L.control.scale({ imperial: false }).addTo(map);
  map.createPane("ground").style.zIndex = 250;
  map.createPane("areas").style.zIndex = 380;
  const ground = L.canvas({ pane: "ground" }), areas = L.canvas({ pane: "areas" });

  function points(packed) {
    const found = [];
    let lat = 0, lon = 0;
    for (let i = 0; i < packed.length; i += 2) {
      lat += packed[i]; lon += packed[i + 1];
      found.push([lat / 1e5, lon / 1e5]);
    }
    return found;
  }
  function element(kind, words, look) {
    const made = document.createElement(kind);
    if (words !== undefined) made.textContent = words;
    if (look) made.className = look;
    return made;
  }
  function icon(words, look) {
    return L.divIcon({ html: element("div", words, look).outerHTML, className: "", iconSize: [18, 18] });
  }

  // ---- the ground
  if (told.relief) L.imageOverlay(told.relief[0], told.relief[1], { pane: "ground" }).addTo(map);
  const pens = [["#8C7B6B", 2.5], ["#9A8B7C", 1.8], ["#A99D90", 1], ["#C2B9AE", 0.6]];
  for (const line of told.rivers) L.polyline(points(line), { renderer: ground, color: told.colours.river, weight: 1.2, interactive: false }).addTo(map);
  for (const [c, line] of told.roads) L.polyline(points(line), { renderer: ground, color: pens[c][0], weight: pens[c][1], interactive: false }).addTo(map);
  for (const line of told.outline) L.polyline(points(line), { renderer: ground, color: "#5B5348", weight: 1.4, dashArray: "8 3 2 3", interactive: false }).addTo(map);

  // ---- what changes with the scenario
  const layers = {
    villages: ["集落", L.layerGroup()], hubs: ["拠点", L.layerGroup()], facilities: ["施設", L.layerGroup()],
    lines: ["案のバス", L.layerGroup()], spheres: ["集落生活圏", L.layerGroup()], areas: ["地域再生拠点区域", L.layerGroup()],
    kept: ["農用地等保全利用区域", L.layerGroup()],
  };
  const shown = { villages: true, hubs: true, facilities: false, lines: true, spheres: true, areas: true, kept: true };

  function polygons(name, rings, look) {
    for (const shape of rings) {
      L.polygon(shape.map(points), Object.assign({ renderer: areas, interactive: false }, look)).addTo(layers[name][1]);
    }
  }
  function draw(scenario) {
    for (const key of Object.keys(layers)) layers[key][1].clearLayers();
    polygons("spheres", scenario.spheres, { color: told.colours.sphere, weight: 3, fillOpacity: 0.06 });
    polygons("kept", scenario.kept, { color: told.colours.kept, weight: 1.5, dashArray: "6 3", fillOpacity: 0.2 });
    polygons("areas", scenario.areas, { color: told.colours.hub, weight: 2, fillOpacity: 0.15 });
    for (const [name, colour, line] of scenario.lines) {
      L.polyline(points(line), { color: colour, weight: 4 }).bindPopup(element("span", name)).addTo(layers.lines[1]);
    }
    told.villages.forEach(function (v, i) {
      const swatch = scenario.codes.length ? told.legend[scenario.codes[i]] : null;
      const words = v[0] + "　" + v[3] + (swatch ? "　拠点まで車で " + scenario.minutes[i] : "");
      L.circleMarker([v[1], v[2]], {
        radius: v[4], color: "#555", weight: 1, fillColor: swatch ? swatch[1] : told.colours.sphere, fillOpacity: 0.95,
      }).bindPopup(element("span", words)).bindTooltip(element("span", v[0]), {
        permanent: true, direction: "right", offset: [v[4], 0], className: "village",
      }).addTo(layers.villages[1]);
    });
    for (const f of scenario.facilities) {
      L.marker([f[2], f[3]], { icon: icon(f[1], f[4] ? "mark" : "mark closed") }).bindPopup(element("span", f[0])).addTo(layers.facilities[1]);
    }
    for (const h of scenario.hubs) {
      const name = element("span", h[0]);
      if (h[3]) name.append(element("br"), element("small", h[3]));
      L.marker([h[1], h[2]], { icon: icon("★", "star"), zIndexOffset: 1000 })
        .bindTooltip(name, { permanent: true, direction: "right", offset: [8, 0], className: "name" }).addTo(layers.hubs[1]);
    }
  }

  // ---- the side
  side.append(element("h1", told.place), element("div", told.written, "faint"));
  const choice = element("select");
  choice.setAttribute("aria-label", "案を選ぶ");
  for (const scenario of told.scenarios) {
    const option = element("option", scenario.name);
    option.value = scenario.id;
    option.selected = scenario.id === told.chosen;
    choice.append(option);
  }
  side.append(choice);
  const toggles = element("div");
  for (const key of Object.keys(layers)) {
    const label = element("label"), box = element("input");
    box.type = "checkbox";
    box.checked = shown[key];
    box.addEventListener("change", function () { layers[key][1][box.checked ? "addTo" : "removeFrom"](map); });
    label.append(box, " " + layers[key][0]);
    toggles.append(label);
    if (shown[key]) layers[key][1].addTo(map);
  }
  side.append(toggles, element("h2", "数字"));
  const figures = element("table");
  side.append(figures, element("h2", "拠点まで車での時間（集落の色）"));
  for (const [label, colour, hatched] of told.legend) {
    const row = element("div"), swatch = element("span", "", hatched ? "swatch hatched" : "swatch");
    swatch.style.backgroundColor = colour;
    row.append(swatch, label);
    side.append(row);
  }
  for (const note of told.notes) side.append(element("p", note, "faint"));
  side.append(element("p", "地図の部品：Leaflet（BSD-2-Clause）", "faint"));

  function show() {
    const at = told.scenarios.findIndex(function (s) { return s.id === choice.value; });
    draw(told.scenarios[at]);
    figures.replaceChildren();
    for (const line of told.figures) {
      const [value, change, better] = line[2 + at];
      const row = element("tr"), name = element("td", line[0]), figure = element("td", value, "figure");
      name.title = line[1];
      if (change) figure.append(element("br"), element("span", change, better === null ? "faint" : better ? "better" : "worse"));
      row.append(name, figure);
      figures.append(row);
    }
  }
  choice.addEventListener("change", show);
  // Names of villages stand where there is room for them.
  function names() { document.body.classList.toggle("far", map.getZoom() < 13); }
  map.on("zoomend", names);
  map.fitBounds(told.villages.map(function (v) { return [v[1], v[2]]; }).concat(
    told.scenarios.flatMap(function (s) { return s.hubs.map(function (h) { return [h[1], h[2]]; }); })), { padding: [24, 24] });
  names();
  show();
  document.body.dataset.ready = "yes";
})();
