// Names of villages: as many as fit, the larger ones first, none over another.
"use strict";
(function (K) {
  const FROM_ZOOM = 13;
  const GAP = 3;
  const pen = document.createElement("canvas").getContext("2d");

  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  const THINGS = ".kyoten-hub svg, .kyoten-hub-name, .kyoten-facility, .kyoten-site";
  const CORNERS = ".kyoten-legend, .kyoten-list, .kyoten-button, .kyoten-fictional, .leaflet-bar, .leaflet-control-scale, .leaflet-control-attribution";

  // The boxes that names must not cover: hubs and their names, facilities, sites, and what stands in the corners.
  function taken(map) {
    const frame = map.getContainer().getBoundingClientRect();
    const boxes = [];
    for (const element of map.getContainer().querySelectorAll(`${THINGS}, ${CORNERS}`)) {
      const r = element.getBoundingClientRect();
      if (r.width) boxes.push([r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top]);
    }
    return boxes;
  }

  K.placeNames = function (map) {
    const pane = map.getPane("names");
    const data = K.villages(map);
    pane.replaceChildren();
    if (!data) return;
    const zoom = map.getZoom();
    const hall = map.getContainer().classList.contains("kyoten-hall");
    const size = hall ? 26 : 13;
    pen.font = `600 ${size}px ${getComputedStyle(map.getContainer()).fontFamily}`;
    const boxes = taken(map);
    const view = map.getSize();
    // Each circle as a box, so that no name hides a neighbour; a name may touch its own.
    const circles = data.ids.map((_, i) => {
      const { x, y } = map.latLngToContainerPoint([data.lat[i], data.lon[i]]);
      const r = K.radius(data.people[i], zoom);
      return [x - r, y - r, x + r, y + r];
    });
    const ranked = data.ids.map((_, i) => i).filter((i) => zoom >= FROM_ZOOM || data.ids[i] === data.selected);
    ranked.sort((a, b) => (data.ids[b] === data.selected) - (data.ids[a] === data.selected) || data.people[b] - data.people[a]);
    const fragment = document.createDocumentFragment();
    for (const i of ranked) {
      const at = map.latLngToContainerPoint([data.lat[i], data.lon[i]]);
      if (at.x < 0 || at.y < 0 || at.x > view.x || at.y > view.y) continue;
      const away = K.radius(data.people[i], zoom) + GAP + (data.ids[i] === data.selected ? 4 : 0);
      const width = pen.measureText(data.names[i]).width + 2;
      const height = size * 1.3;
      const corners = [
        [at.x + away, at.y - height / 2], [at.x - away - width, at.y - height / 2],
        [at.x - width / 2, at.y - away - height], [at.x - width / 2, at.y + away],
      ];
      const place = corners.find(([x, y]) => {
        const name = [x, y, x + width, y + height];
        if (x < 2 || y < 2 || x + width > view.x - 2 || y + height > view.y - 2) return false; // never cut off by the frame
        return !boxes.some((box) => overlap(box, name)) && !circles.some((box, other) => other !== i && overlap(box, name));
      });
      if (!place) continue;
      boxes.push([place[0], place[1], place[0] + width, place[1] + height]);
      const name = document.createElement("span");
      name.className = "kyoten-name leaflet-zoom-hide";
      name.textContent = data.names[i];
      L.DomUtil.setPosition(name, map.containerPointToLayerPoint(place).round());
      fragment.append(name);
    }
    pane.append(fragment);
  };
})(window.Kyoten);
