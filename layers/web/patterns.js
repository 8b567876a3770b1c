// Small repeating pictures that fill areas, so that they differ on black-and-white paper too.
"use strict";
(function (K) {
  const SIZE = 12;

  function picture(draw, size = SIZE) {
    const ratio = window.devicePixelRatio || 1;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size * ratio;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    draw(pen, size);
    const pattern = pen.createPattern(canvas, "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / ratio));
    pattern.url = canvas.toDataURL(); // the legend shows the same picture
    return pattern;
  }

  function stroke(pen, colour, width, ...lines) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    for (const [x0, y0, x1, y1] of lines) { pen.moveTo(x0, y0); pen.lineTo(x1, y1); }
    pen.stroke();
  }

  // A diagonal that meets itself at the picture's edges.
  const diagonal = (colour, ground, width, size) => picture((pen, s) => {
    if (ground) { pen.fillStyle = ground; pen.fillRect(0, 0, s, s); }
    stroke(pen, colour, width, [-1, 1, 1, -1], [0, s, s, 0], [s - 1, s + 1, s + 1, s - 1]);
  }, size);

  const dots = (colour, radius) => picture((pen, s) => {
    pen.fillStyle = colour;
    for (const [x, y] of [[s / 4, s / 4], [(3 * s) / 4, (3 * s) / 4]]) {
      pen.beginPath();
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      pen.fill();
    }
  }, 9);

  const waves = (colour) => picture((pen, s) => {
    pen.strokeStyle = colour;
    pen.lineWidth = 1.4;
    for (const y of [s / 4, (3 * s) / 4]) {
      pen.beginPath();
      for (let x = -1; x <= s + 1; x += 0.5) pen.lineTo(x, y + 1.6 * Math.sin((2 * Math.PI * x) / s));
      pen.stroke();
    }
  }, 14);

  // Teeth, as of a saw: the bank that breaks away.
  const teeth = (colour) => picture((pen, s) => stroke(pen, colour, 1.5, [-1, s * 0.75 + 1, s / 2, s / 4], [s / 2, s / 4, s + 1, s * 0.75 + 1]), 10);

  // Broken level lines, set off against one another like bricks.
  const bricks = (colour) => picture((pen, s) => stroke(pen, colour, 1.6, [1, s / 4, s * 0.6, s / 4], [s * 0.55, s * 0.75, s * 1.1, s * 0.75], [-1, s * 0.75, s * 0.1, s * 0.75]), 14);

  const crosses = (colour) => picture((pen, s) => {
    const [middle, arm] = [s / 2, 2.6];
    stroke(pen, colour, 1.3, [middle - arm, middle, middle + arm, middle], [middle, middle - arm, middle, middle + arm]);
  }, 15);

  const made = {};
  const recipes = {
    conservation: () => diagonal("rgba(0,158,115,.75)", "rgba(0,158,115,.08)", 1.6, 9),
    flagged: () => picture((pen, s) => stroke(pen, "rgba(20,20,20,.8)", 1.3, [0, 0, s, s], [-1, s - 1, 1, s + 1], [s - 1, -1, s + 1, 1]), 8),
    novalue: () => diagonal("#7d7d7d", "#dcdcdc", 1.6, 6),
    farmland: () => diagonal("rgba(94,140,60,.35)", null, 1, 10),
    farmland_zone: () => diagonal("rgba(60,120,50,.5)", null, 1.4, 7),
    landslide: () => dots("rgba(160,82,20,.85)", 1.35),
    flood: () => waves("rgba(64,140,205,.6)"),
    house_collapse: () => teeth("rgba(170,50,60,.75)"),
    tsunami: () => bricks("rgba(30,90,150,.75)"),
    land_improvement: () => crosses("rgba(90,110,40,.8)"),
    urban: () => picture((pen, s) => stroke(pen, "rgba(120,80,140,.32)", 1, [0, s / 2, s, s / 2], [s / 2, 0, s / 2, s]), 10),
  };
  K.pattern = (name) => (made[name] = made[name] || recipes[name]());

  // How each zone is drawn: a light ground under its pattern, and its rim. Others are drawn as a plain outline.
  const ZONES = {
    municipality: { rim: "#5f5750", weight: 2.2, dash: "10 4 2 4" },
    school_districts: { rim: "#7a6f9b", weight: 1.6, dash: "5 5" },
    urban: { rim: "#7d5a91", weight: 1.2, ground: "rgba(150,110,170,.10)", pattern: "urban" },
    farmland: { rim: "#8fae6b", weight: 0.6, ground: "rgba(150,190,100,.25)", pattern: "farmland" },
    farmland_zone: { rim: "#4f8a3c", weight: 1.4, ground: "rgba(130,180,90,.12)", pattern: "farmland_zone" },
    landslide: { rim: "#a9683a", weight: 0.8, ground: "rgba(190,120,60,.10)", pattern: "landslide" },
    flood: { rim: "#6fa8d6", weight: 0.8, ground: "rgba(110,175,225,.18)", pattern: "flood" },
    house_collapse: { rim: "#aa323c", weight: 1.2, ground: "rgba(200,80,80,.10)", pattern: "house_collapse" },
    tsunami: { rim: "#1e5a96", weight: 1, ground: "rgba(60,120,180,.12)", pattern: "tsunami" },
    land_improvement: { rim: "#7d8f46", weight: 1.2, dash: "2 3", ground: "rgba(170,180,90,.08)", pattern: "land_improvement" },
  };
  // The colours that Japanese planning maps have for the kinds of 用途地域, by the code of 国土数値情報 A29.
  const USES = {
    1: "#00a05a", 2: "#7fc69a", 3: "#b2d235", 4: "#dbe87a", 5: "#fff100", 6: "#fbd08a", 7: "#f5a13c", 8: "#f4a8c0", 9: "#e8334a",
    10: "#b59ac8", 11: "#a6d8ee", 12: "#4f86c6", 21: "#8fbf6a",
  };
  K.useColour = (code) => USES[code] || null;

  const OTHER = { rim: "#666", weight: 1.2, dash: "3 3" };
  K.SPECIAL_RIM = "#c1121f"; // 特別警戒区域
  K.zoneLook = (id) => ZONES[id] || OTHER;

  // A swatch as an element: for the legend and the list of zones.
  K.zoneSwatch = function (id) {
    const look = K.zoneLook(id);
    const box = document.createElement("i");
    box.className = "kyoten-zone-swatch";
    box.style.border = `${Math.max(look.weight, 1)}px ${look.dash ? "dashed" : "solid"} ${look.rim}`;
    box.style.backgroundColor = look.ground || "transparent";
    if (look.pattern) {
      const pattern = K.pattern(look.pattern);
      box.style.backgroundImage = `url(${pattern.url})`;
      box.style.backgroundSize = "auto";
    }
    return box;
  };
})(window.Kyoten);
