// While buses run, what lies still beneath them is one picture: a browser without a graphics card would blend every canvas of
// the map anew in each frame, and half of the frames would be lost.
"use strict";
(function (K) {
  const CALM_MS = 150; // after the map's last change, until it is pictured again
  const CHANGES = "moveend zoomend resize layeradd layerremove";
  const STARTS = "movestart zoomstart resize layeradd layerremove";

  const plain = (pane) => { const { opacity, filter, clipPath } = getComputedStyle(pane); return opacity === "1" && filter === "none" && clipPath === "none"; };
  const alike = (a, b) => a.width === b.width && a.height === b.height && a.style.transform === b.style.transform;

  // Canvases with nothing but each other between them, from the lowest up.
  function neighbours(map) {
    const panes = [...map.getPane("mapPane").children].filter((pane) => pane.childElementCount);
    panes.sort((a, b) => Number(getComputedStyle(a).zIndex) - Number(getComputedStyle(b).zIndex));
    const groups = [[]];
    for (const pane of panes) {
      const canvases = [...pane.children].filter((child) => child.tagName === "CANVAS");
      const group = groups[groups.length - 1];
      if (canvases.length !== 1 || !plain(pane) || (group.length && !alike(group[0], canvases[0]))) groups.push([]);
      if (canvases.length === 1 && plain(pane)) groups[groups.length - 1].push(canvases[0]);
      if (pane.childElementCount > canvases.length) groups.push([]); // marks lie above their pane's canvas
    }
    return groups.filter((group) => group.length > 1);
  }

  // One picture of all of them in the place of the highest; they stay where they are, unseen, and answer the pointer.
  function pictured(canvases) {
    const highest = canvases[canvases.length - 1], picture = document.createElement("canvas");
    picture.width = highest.width;
    picture.height = highest.height;
    picture.style.cssText = highest.style.cssText;
    picture.className = "kyoten-stilled";
    const pen = picture.getContext("2d");
    for (const canvas of canvases) {
      pen.drawImage(canvas, 0, 0);
      canvas.style.opacity = "0";
    }
    highest.before(picture);
    return () => {
      picture.remove();
      for (const canvas of canvases) canvas.style.opacity = "";
    };
  }

  K.stilled = function (map) {
    let undo = [], waiting = null;
    const release = () => { clearTimeout(waiting); undo.forEach((one) => one()); undo = []; };
    const take = () => { release(); if (!map.kyoten.swipe) undo = neighbours(map).map(pictured); };
    const again = () => { clearTimeout(waiting); waiting = setTimeout(take, CALM_MS); };
    return {
      hold() { map.on(STARTS, release); map.on(CHANGES, again); again(); },
      release() { map.off(STARTS, release); map.off(CHANGES, again); release(); },
    };
  };
})(window.Kyoten);
