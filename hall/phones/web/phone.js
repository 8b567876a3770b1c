/* What a phone does besides plain forms: keeps an answer until the laptop has it, looks whether the question changed, draws the map. */
(function () {
  "use strict";
  var KEY = "kyoten-hall-waiting";
  var now = document.getElementById("now");
  var form = document.querySelector("form[data-kind]");

  function say(text) {
    var told = document.getElementById("told");
    if (told) { told.innerHTML = ""; var p = document.createElement("p"); p.className = "said"; p.setAttribute("role", "status"); p.textContent = text; told.appendChild(p); }
  }

  /* An answer waits in the phone's own memory until the laptop says that it has it; sent twice, it counts once. */
  function kept() { try { return localStorage.getItem(KEY); } catch (problem) { return null; } }
  function keep(body) { try { if (body === null) { localStorage.removeItem(KEY); } else { localStorage.setItem(KEY, body); } } catch (problem) { /* a phone that keeps nothing still sends */ } }
  function withSequence(body, sequence) { return body.replace(/(^|&)sequence=\d+/, "$1sequence=" + sequence); }

  function send(body, done) {
    fetch("/answer", { method: "POST", body: body, credentials: "same-origin", headers: { "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json" } })
      .then(function (reply) {
        if (reply.status === 429 || reply.status >= 500) { throw new Error("again"); }
        return reply.json();
      })
      .then(function (told) {
        if (told.outcome === "early" || told.outcome === "changed") { var next = withSequence(body, told.last + 1); keep(next); send(next, done); return; }
        keep(null); done(told);
      })
      .catch(function () { say("電波を待っています。答えは消えません。"); setTimeout(function () { send(body, done); }, 2000); });
  }

  function encoded(element) {
    var parts = [];
    new FormData(element).forEach(function (value, name) { parts.push(encodeURIComponent(name) + "=" + encodeURIComponent(value)); });
    return parts.join("&");
  }

  if (form && window.fetch && window.FormData && FormData.prototype.forEach) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var body = encoded(form);
      var button = form.querySelector("button:not([type])");
      button.disabled = true;
      keep(body);
      send(body, function (told) {
        button.disabled = false;
        if (told.outcome === "accepted" || told.outcome === "known") { location.href = "/now?sent=1"; } else { say(told.message); }
      });
    });
  }

  if (now && window.fetch) {
    document.getElementById("again").hidden = true;
    var left = kept();
    if (left !== null) { send(left, function () { location.reload(); }); }
    setInterval(function () {
      fetch("/state", { credentials: "same-origin" }).then(function (reply) { return reply.ok ? reply.json() : null; }).then(function (told) {
        if (told && told.version !== now.getAttribute("data-version")) { location.href = "/now"; }
      }).catch(function () { /* the next look comes soon */ });
    }, 2000);
  }

  /* The map: the region's own lines and names, from the laptop. */
  var place = document.getElementById("map");
  if (!place || !window.L || !form) { return; }
  place.hidden = false;
  document.getElementById("nomap").hidden = true;
  document.getElementById("tools").hidden = false;
  document.getElementById("hint").hidden = false;
  var map = L.map(place, { preferCanvas: true, attributionControl: false });
  var kind = form.getAttribute("data-kind");
  var points = [];
  var drawn = L.layerGroup().addTo(map);

  function styled(feature) {
    var p = feature.properties;
    if (p.k === "road") { return { color: "#a89f91", weight: [3, 2.4, 1.4, 0.8][p.c], interactive: false }; }
    if (p.k === "river") { return { color: "#7fb2d9", weight: 2, interactive: false }; }
    if (p.k === "line") { return { color: "#6d4c8f", weight: 4, interactive: false }; }
    if (p.k === "sea") { return { color: "#7fb2d9", weight: 0, fillColor: "#d6e4f0", fillOpacity: 1, interactive: false }; }
    return { color: "#5a5a5a", weight: 2, fill: false, dashArray: "6 4", interactive: false };
  }
  function spot(feature, at) {
    var hub = feature.properties.k === "hub";
    var marker = L.circleMarker(at, { radius: hub ? 9 : 5, color: "#fff", weight: 2, fillColor: hub ? "#d55e00" : "#0072b2", fillOpacity: 1, interactive: false });
    return marker.bindTooltip(document.createTextNode(feature.properties.n), { permanent: true, direction: "right", className: "name" });
  }
  function redraw() {
    drawn.clearLayers();
    points.forEach(function (at) { L.circleMarker(at, { radius: 10, color: "#fff", weight: 3, fillColor: "#c2185b", fillOpacity: 1 }).addTo(drawn); });
    if (points.length > 1) { L.polyline(points, { color: "#c2185b", weight: 6 }).addTo(drawn); }
    if (kind === "pin") {
      form.elements.lat.value = points.length ? points[0].lat.toFixed(6) : "";
      form.elements.lon.value = points.length ? points[0].lng.toFixed(6) : "";
    } else {
      form.elements.path.value = points.map(function (at) { return at.lat.toFixed(6) + "," + at.lng.toFixed(6); }).join(";");
    }
  }
  function put(at) { if (kind === "pin") { points = [at]; } else { points.push(at); } redraw(); }
  map.on("click", function (event) { put(event.latlng); });
  document.getElementById("here").addEventListener("click", function () { put(map.getCenter()); });
  document.getElementById("back").addEventListener("click", function () { points.pop(); redraw(); });
  fetch("/map/ground.json", { credentials: "same-origin" }).then(function (reply) { return reply.json(); }).then(function (ground) {
    map.fitBounds(ground.home);
    if (ground.relief) { L.imageOverlay("/map/relief.png", ground.relief, { opacity: 0.7 }).addTo(map); }
    L.geoJSON(ground.features, { style: styled, pointToLayer: spot, smoothFactor: 1.5 }).addTo(map);
    redraw();
  });
})();
