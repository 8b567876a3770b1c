// Bus lines and stops, under the villages.
"use strict";
(function (K) {
  const SAME_END_DEGREES = 0.003; // about 300 m

  K.drawers.buses = function (map, data) {
    const group = L.layerGroup();
    // All pale rims first, so that no line's rim cuts another line.
    for (const line of data.lines) {
      L.polyline(line.paths, K.pathOptions(map, "buses", { color: "#fff", weight: 7, opacity: 0.85 })).addTo(group);
    }
    for (const line of data.lines) {
      L.polyline(line.paths, K.pathOptions(map, "buses", { color: line.colour, weight: 4, dashArray: line.dash, lineCap: "butt" })).addTo(group);
    }
    data.lat.forEach((lat, i) => {
      L.circleMarker([lat, data.lon[i]], K.pathOptions(map, "stops", {
        radius: 3.2, color: "#4d4266", weight: 1.4, fill: true, fillColor: "#fff", fillOpacity: 1,
      })).addTo(group);
    });
    // Lines that end at the same place get their boxes side by side.
    const ends = new Map();
    for (const line of data.lines) {
      const longest = line.paths[0] || [];
      for (const place of longest.length ? [longest[0], longest[longest.length - 1]] : []) {
        const known = [...ends.keys()].find((at) => Math.hypot(at[0] - place[0], at[1] - place[1]) < SAME_END_DEGREES) || place;
        ends.set(known, (ends.get(known) || new Set()).add(line));
      }
    }
    for (const [place, lines] of ends) {
      const html = [...lines].map((line) => `<b style="color:${K.esc(line.colour)}">${K.esc(line.number)}</b>`).join("");
      L.marker(place, { pane: K.pane(map, "stops"), interactive: false, keyboard: false, icon: L.divIcon({ className: "kyoten-bus", html, iconSize: null }) }).addTo(group);
    }
    return group.addTo(map);
  };
})(window.Kyoten);
