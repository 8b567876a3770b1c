// Hubs: stars that people drag, and the ghosts that stand in until Python has answered.
"use strict";
(function (K) {
  const STAR = "M12 1.6l3.1 6.6 7.2.9-5.3 5 1.4 7.1L12 17.7l-6.4 3.5L7 14.1l-5.3-5 7.2-.9z";
  K.star = (colour, size) =>
    `<svg viewBox="0 0 24 24" width="${size}" height="${size}" aria-hidden="true"><path d="${STAR}" fill="${colour}" stroke="#fff" stroke-width="1.8" paint-order="stroke" stroke-linejoin="round"/></svg>`;

  const icon = (html, size, className) => L.divIcon({ className: `kyoten-hub ${className}`, html, iconSize: [size, size], iconAnchor: [size / 2, size / 2] });
  const MOVED_PX = 3;

  K.drawers.hubs = function (map, data) {
    const group = L.layerGroup();
    data.ids.forEach((id, i) => {
      const chosen = id === data.chosen;
      const size = chosen ? 42 : 32;
      const days = data.days ? data.days[i] : "";
      const name = `<span class="kyoten-hub-name${days ? " kyoten-has-days" : ""}"><i>${K.esc(data.names[i])}</i>${days ? `<small>${K.esc(days)}</small>` : ""}</span>`
        + (data.hint && i === 0 ? `<span class="kyoten-hub-hint">${K.esc(data.hint)}</span>` : "");
      const hub = L.marker([data.lat[i], data.lon[i]], {
        pane: K.pane(map, "hubs"), draggable: data.draggable, autoPan: true, bubblingMouseEvents: false, zIndexOffset: chosen ? 1000 : 0,
        alt: data.names[i], icon: icon(K.star(data.colour, size) + name, size, chosen ? "kyoten-chosen" : ""),
      });
      hub.kyotenId = id;
      hub.kyotenKind = "hub";
      const click = (at) => K.thingClick(map, "hub", id, hub.getLatLng(), at);
      hub.on("click", (e) => click(e.latlng));
      hub.on("dragstart", () => { hub.from = hub.getLatLng(); hub.getElement().classList.add("kyoten-dragged"); });
      hub.on("dragend", () => {
        const to = hub.getLatLng();
        hub.getElement().classList.remove("kyoten-dragged");
        // A hand that trembles while it clicks has not moved the hub.
        if (map.latLngToLayerPoint(to).distanceTo(map.latLngToLayerPoint(hub.from)) < MOVED_PX) {
          hub.setLatLng(hub.from);
          click(hub.from);
          return;
        }
        hub.getElement().classList.add("kyoten-waiting");
        K.report(map, { e: "dropped", id }, to);
      });
      K.hover(map, hub, () => `<b>${K.esc(data.names[i])}</b>${days ? `<br>${K.esc(days)}` : ""}${data.draggable ? "<br><small>引いて動かせます</small>" : ""}`);
      hub.on("add", () => hub.getElement().setAttribute("aria-label", `拠点 ${data.names[i]}`));
      group.addLayer(hub);
    });
    return group.addTo(map);
  };

  // What is to be pressed next: a ring with a few words, through which the press goes.
  K.drawers.pointer = function (map, data) {
    const html = `<s></s><span class="kyoten-hub-hint">${K.esc(data.text)}</span>`;
    return L.marker(data.place, { pane: "ghosts", interactive: false, keyboard: false, icon: icon(html, 44, "kyoten-pointer") }).addTo(map);
  };

  // Shown at once where a hub is wished for; Python's answer takes it away.
  K.ghost = function (map, latlng) {
    const ghost = L.marker(latlng, { pane: "ghosts", interactive: false, keyboard: false, icon: icon(K.star("#D55E00", 38), 38, "kyoten-waiting") }).addTo(map);
    map.kyoten.ghosts.push(ghost);
  };

  K.clearGhosts = function (map) {
    map.kyoten.ghosts.splice(0).forEach((ghost) => ghost.remove());
  };
})(window.Kyoten);
