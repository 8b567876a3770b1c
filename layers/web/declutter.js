// Where facilities and sites stand close together, their marks step aside, each with a thin line to its true place.
// A hub's name that the map's edge would cut stands on the other side of its star.
"use strict";
(function (K) {
  const HALF_PX = 11.5;
  const SLOTS = [[0, 0]];
  for (const radius of [15, 23, 31, 39, 47, 55]) {
    for (let turn = 0; turn < 16; turn += 1) {
      const angle = (2 * Math.PI * turn) / 16 - Math.PI / 2;
      SLOTS.push([radius * Math.cos(angle), radius * Math.sin(angle)]);
    }
  }

  // Boxes are [centre x, centre y, half width, half height].
  const apart = (a, b) => Math.abs(a[0] - b[0]) >= a[2] + b[2] || Math.abs(a[1] - b[1]) >= a[3] + b[3];

  function stepAside(mark, dx, dy) {
    const element = mark.getElement();
    const half = element.classList.contains("kyoten-site") ? 11 : 10;
    element.style.margin = dx || dy ? `${dy - half}px 0 0 ${dx - half}px` : "";
    const old = element.querySelector("u");
    if (old) old.remove();
    if (!dx && !dy) return;
    const line = document.createElement("u");
    line.style.width = `${Math.hypot(dx, dy)}px`;
    line.style.transform = `rotate(${Math.atan2(-dy, -dx)}rad)`;
    element.append(line);
  }

  // The middle of a hub's name, from the middle of its star.
  function turnName(map, star, name, half) {
    const { x } = map.latLngToContainerPoint(star.getLatLng());
    const cut = x + half + name.offsetWidth > map.getSize().x;
    name.classList.toggle("kyoten-left", cut && x - half - name.offsetWidth >= 0);
    return (half + name.offsetWidth / 2) * (name.classList.contains("kyoten-left") ? -1 : 1);
  }

  // Called after a move and after a change. Far out the marks are small and stay where they are.
  K.declutter = function (map) {
    const { layers } = map.kyoten;
    const far = map.getContainer().classList.contains("kyoten-far");
    const taken = [];
    const stars = layers.hubs ? layers.hubs.getLayers() : [];
    for (const star of stars) {
      const { x, y } = map.latLngToLayerPoint(star.getLatLng());
      const half = star.options.icon.options.iconSize[0] / 2;
      const name = star.getElement().querySelector(".kyoten-hub-name");
      const aside = turnName(map, star, name, half);
      taken.push([x, y, half - 5, half - 5], [x + aside, y, name.offsetWidth / 2, name.offsetHeight / 2]);
    }
    for (const mark of ["sites", "facilities"].flatMap((name) => (layers[name] ? layers[name].getLayers() : []))) {
      const { x, y } = map.latLngToLayerPoint(mark.getLatLng());
      const free = ([dx, dy]) => taken.every((other) => apart(other, [x + dx, y + dy, HALF_PX, HALF_PX]));
      const [dx, dy] = (!far && SLOTS.find(free)) || SLOTS[0];
      taken.push([x + dx, y + dy, HALF_PX, HALF_PX]);
      stepAside(mark, dx, dy);
    }
  };
})(window.Kyoten);
