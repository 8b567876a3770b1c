// What a plan draws on the land: living spheres, hub areas, conservation areas, areas of services, and places where something is amiss.
"use strict";
(function (K) {
  const VERMILION = "#D55E00", BLUE = "#0072B2", GREEN = "#009E73";
  // One line style for each sphere, so that neighbours differ on black-and-white paper too.
  const DASHES = [null, "14 6", "3 5", "14 5 3 5", "8 4", "20 5 3 5 3 5", "2 9", "24 8"];
  K.sphereDash = (i) => DASHES[i % DASHES.length];

  const label = (map, layer, lines, kind) => L.marker(layer.getBounds().getCenter(), {
    pane: K.pane(map, "areaNames"), interactive: false, keyboard: false,
    icon: L.divIcon({ className: `kyoten-area-name kyoten-area-${kind}`, html: lines.map((w) => `<span>${K.esc(w)}</span>`).join(""), iconSize: null }),
  });

  const polygons = (shape) => L.geoJSON(shape).getLayers();

  K.drawers.spheres = function (map, data) {
    const group = L.layerGroup();
    const options = (extra) => K.pathOptions(map, "spheres", { color: BLUE, ...extra });
    data.shapes.forEach((shape, i) => {
      const chosen = data.ids[i] === data.chosen;
      L.geoJSON(shape, options({ color: "#fff", weight: 6, opacity: 0.55, fill: false })).addTo(group);
      L.geoJSON(shape, options({ weight: chosen ? 5 : 3, dashArray: K.sphereDash(i), fillColor: BLUE, fillOpacity: chosen ? 0.2 : 0.08 })).addTo(group);
    });
    return group.addTo(map);
  };

  const LOOKS = {
    hub_area: { color: VERMILION, weight: 2.5, fillColor: VERMILION, fillOpacity: 0.15 },
    conservation: { color: GREEN, weight: 2.5, dashArray: "10 4", fillOpacity: 1 },
    service_area: { weight: 4, dashArray: "1 8", lineCap: "round", fillOpacity: 0.1 },
  };
  const NAMES = { service_area: "運行区域", hub_area: "地域再生拠点区域", conservation: "農用地等保全利用区域" };

  // Areas that people draw. Each is one polygon of its own, so that its corners can be moved.
  K.drawers.drawn = function (map, data) {
    const group = L.layerGroup();
    map.kyoten.drawn = new Map();
    map.kyoten.drawnChosen = data.chosen;
    data.areas.forEach(({ id, kind, name, colour, shape }) => {
      const look = { ...LOOKS[kind], ...(kind === "conservation" ? { fillColor: K.pattern("conservation") } : {}) };
      if (colour) look.color = look.fillColor = colour;
      if (id === data.chosen) look.weight += 2;
      const [drawn] = polygons(shape);
      const polygon = L.polygon(drawn.getLatLngs(), K.pathOptions(map, "drawn", look));
      group.addLayer(polygon);
      group.addLayer(label(map, polygon, [NAMES[kind], name].filter(Boolean), kind));
      map.kyoten.drawn.set(id, polygon);
    });
    return group.addTo(map);
  };

  // A place where a rule is not met: hatched, so that it is seen on any ground.
  K.drawers.flagged = function (map, data) {
    const look = { color: "#111", weight: 2.5, dashArray: "2 4", fillColor: K.pattern("flagged"), fillOpacity: 1 };
    const point = (_, at) => L.circleMarker(at, K.pathOptions(map, "flagged", { ...look, radius: 14, fill: false, weight: 3, dashArray: null, color: "#c1121f" }));
    return L.geoJSON(data.shapes.map((geometry) => ({ type: "Feature", geometry, properties: {} })), { ...K.pathOptions(map, "flagged", look), pointToLayer: point }).addTo(map);
  };
})(window.Kyoten);
