// Many candidate sites, seen from far: those that would lie over each other stand together as one mark with their number.
"use strict";
(function (K) {
  const MANY = 12; // fewer than these step aside instead
  const NEAR_PX = 24;

  // The marks of a map in groups, the nearest together; a chosen one stands alone.
  function groups(map, marks) {
    const found = [];
    for (const mark of marks) {
      const at = map.latLngToLayerPoint(mark.getLatLng());
      const alone = mark.getElement().classList.contains("kyoten-selected");
      const near = alone ? null : found.find((group) => !group.alone && group.at.distanceTo(at) < NEAR_PX);
      if (near) near.marks.push(mark);
      else found.push({ at, alone, marks: [mark] });
    }
    return found;
  }

  K.gatherSites = function (map) {
    const marks = map.kyoten.layers.sites ? map.kyoten.layers.sites.getLayers() : [];
    const far = map.getContainer().classList.contains("kyoten-far");
    const found = far && marks.length > MANY ? groups(map, marks) : marks.map((mark) => ({ marks: [mark] }));
    for (const { marks: [first, ...others] } of found) {
      first.gathered = others.length ? [first, ...others] : null;
      const element = first.getElement();
      element.style.display = "";
      element.classList.toggle("kyoten-gathered", others.length > 0);
      element.querySelector("b").textContent = others.length ? String(others.length + 1) : first.kanji;
      for (const other of others) {
        other.gathered = null;
        other.getElement().style.display = "none";
      }
    }
  };

  // A press on a group shows its places apart.
  K.openGroup = function (map, marks) {
    map.kyoten.moved = true;
    map.fitBounds(L.latLngBounds(marks.map((mark) => mark.getLatLng())).pad(0.1), { padding: [60, 60], maxZoom: 15, animate: false });
    if (map.getZoom() < 13) map.setZoom(13, { animate: false });
  };
})(window.Kyoten);
