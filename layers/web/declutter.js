// Where facilities and sites stand close together, their marks step aside, each with a thin line to its true place.
// A hub's name stands where it hides least, and never out of the frame.
"use strict";
(function (K) {
  const HALF_PX = 11.5, FAR_HALF_PX = 6;
  const EDGE_PX = 3;
  const LARGE_PX = 20; // a circle of this radius is seen around the mark on it
  const around = (radii) => [[0, 0], ...radii.flatMap((radius) => [...Array(16).keys()].map((turn) => {
    const angle = (2 * Math.PI * turn) / 16 - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }))];
  const SLOTS = around([15, 23, 31, 39, 47, 55]);
  const FAR_SLOTS = around([8, 12, 16, 20, 25, 30, 36, 44]);
  const FURTHER_SLOTS = around([20, 30, 40, 50, 60, 70]);

  // Boxes are [centre x, centre y, half width, half height].
  const apart = (a, b) => Math.abs(a[0] - b[0]) >= a[2] + b[2] || Math.abs(a[1] - b[1]) >= a[3] + b[3];

  function stepAside(mark, dx, dy, far) {
    const element = mark.getElement();
    const half = element.classList.contains("kyoten-site") ? 11 : far ? 5 : 10;
    element.style.margin = dx || dy ? `${dy - half}px 0 0 ${dx - half}px` : "";
    const old = element.querySelector("u");
    if (old) old.remove();
    if (!dx && !dy) return;
    const line = document.createElement("u");
    line.style.width = `${Math.hypot(dx, dy)}px`;
    line.style.transform = `rotate(${Math.atan2(-dy, -dx)}rad)`;
    element.append(line);
  }

  // Circles of villages as [x, y, radius] in the map's own pixels.
  function circles(map) {
    const data = K.villages(map);
    if (!data) return [];
    return data.lat.map((lat, i) => {
      const { x, y } = map.latLngToLayerPoint([lat, data.lon[i]]);
      return [x, y, K.radius(data.people[i], map.getZoom())];
    });
  }

  // Whether a box of half sizes w, h around x, y lies over a circle.
  const hides = (x, y, w, h, [cx, cy, r]) => Math.hypot(Math.max(Math.abs(x - cx) - w, 0), Math.max(Math.abs(y - cy) - h, 0)) < r;

  // A hub's name stands beside its star where it hides least: right, left, below or above; never out of the frame.
  function placeName(map, star, taken, villages, corners) {
    const { x, y } = map.latLngToLayerPoint(star.getLatLng());
    const half = star.options.icon.options.iconSize[0] / 2;
    const name = star.getElement().querySelector(".kyoten-hub-name");
    const [w, h] = [name.offsetWidth / 2, name.offsetHeight / 2];
    const frame = map.containerPointToLayerPoint([0, 0]);
    const size = map.getSize();
    const into = (value, least, most) => (least > most ? (least + most) / 2 : Math.max(least, Math.min(most, value)));
    const seen = x > frame.x && y > frame.y && x < frame.x + size.x && y < frame.y + size.y;
    const inside = ([nx, ny]) => (seen
      ? [into(nx, frame.x + w + EDGE_PX, frame.x + size.x - w - EDGE_PX), into(ny, frame.y + h + EDGE_PX, frame.y + size.y - h - EDGE_PX)]
      : [nx, ny]);
    const spots = [[half + w, 0], [-half - w, 0], [0, half + h - 2], [0, -half - h], [half + w - 6, half + h - 8], [-half - w + 6, half + h - 8], [half + w - 6, -half - h + 8], [-half - w + 6, -half - h + 8]]
      .map(([dx, dy]) => inside([x + dx, y + dy]));
    const costs = spots.map(([nx, ny], i) => {
      const box = [nx, ny, w, h];
      const others = taken.filter((other) => !apart(box, other)).length + (apart(box, [x, y, half - 6, half - 6]) ? 0 : 1);
      const hidden = villages.filter((circle) => hides(nx, ny, w, h, circle)).length;
      return 30 * others + 20 * corners.filter((corner) => !apart(box, corner)).length + 2 * hidden + 0.1 * i;
    });
    const [nx, ny] = spots[costs.indexOf(Math.min(...costs))];
    name.style.transform = `translate(${Math.round(nx - w - x + half)}px, ${Math.round(ny - h - y + half)}px)`;
    return [nx, ny, w, h];
  }

  // Labels that stand on a place are moved into the frame where its edge would cut them.
  function keepInside(map) {
    const frame = map.getContainer().getBoundingClientRect();
    for (const label of map.getPane("mapPane").querySelectorAll(".kyoten-bus, .kyoten-area-name, .kyoten-isolated, .kyoten-hub-hint")) {
      label.style.margin = "0";
      const r = label.getBoundingClientRect();
      const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
      if (!r.width || x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) continue;
      const shift = (low, high, from, to) => Math.max(from + EDGE_PX - low, 0) || Math.min(to - EDGE_PX - high, 0);
      const [dx, dy] = [shift(r.left, r.right, frame.left, frame.right), shift(r.top, r.bottom, frame.top, frame.bottom)];
      if (dx || dy) label.style.margin = `${dy}px 0 0 ${dx}px`;
    }
  }

  // Called after a move and after a change. Marks step aside from each other, from hubs, and from villages' circles, so
  // that none of them hides a village; large circles bear a mark.
  K.declutter = function (map) {
    const { layers } = map.kyoten;
    const far = map.getContainer().classList.contains("kyoten-far");
    const origin = map.containerPointToLayerPoint([0, 0]);
    const corners = K.standing(map).map(([x0, y0, x1, y1]) => [(x0 + x1) / 2 + origin.x, (y0 + y1) / 2 + origin.y, (x1 - x0) / 2, (y1 - y0) / 2]);
    const villages = circles(map);
    const stars = ["hubs", "left:hubs", "right:hubs"].flatMap((name) => (layers[name] ? layers[name].getLayers() : []));
    const taken = stars.map((star) => {
      const { x, y } = map.latLngToLayerPoint(star.getLatLng());
      const half = star.options.icon.options.iconSize[0] / 2;
      return [x, y, half - 5, half - 5];
    });
    for (const star of stars) {
      const hint = star.getElement().querySelector(".kyoten-hub-hint");
      const { x, y } = map.latLngToLayerPoint(star.getLatLng());
      if (hint) taken.push([x, y - star.options.icon.options.iconSize[1] / 2 - 4 - hint.offsetHeight / 2, hint.offsetWidth / 2, hint.offsetHeight / 2]);
    }
    for (const star of stars) taken.push(placeName(map, star, taken, villages, corners));
    K.gatherSites(map);
    const small = villages.filter(([, , r]) => r < LARGE_PX);
    for (const mark of ["sites", "facilities"].flatMap((name) => (layers[name] ? layers[name].getLayers() : []))) {
      if (mark.getElement().style.display === "none") continue;
      const half = far && !mark.gathered ? FAR_HALF_PX : HALF_PX;
      const { x, y } = map.latLngToLayerPoint(mark.getLatLng());
      const near = small.filter(([cx, cy, r]) => Math.abs(cx - x) < 80 + r && Math.abs(cy - y) < 80 + r);
      const bare = ([dx, dy]) => near.every((circle) => !hides(x + dx, y + dy, half - 1, half - 1, circle));
      const free = (slot) => taken.every((other) => apart(other, [x + slot[0], y + slot[1], half, half])) && bare(slot);
      const [dx, dy] = (far ? FAR_SLOTS : SLOTS).find(free) || (far ? FURTHER_SLOTS : SLOTS).find(bare) || SLOTS[0];
      if (!far) taken.push([x + dx, y + dy, half, half]); // seen from far, marks of one place lie over each other
      stepAside(mark, dx, dy, far);
    }
    keepInside(map);
  };
})(window.Kyoten);
