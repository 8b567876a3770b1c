// Areas: the zones that people switch on and off, and the isochrone bands under the villages.
"use strict";
(function (K) {
  K.zone = async function (map, zone) {
    const look = K.zoneLook(zone.id);
    const features = await K.features(zone.url);
    const group = L.layerGroup();
    const options = (extra) => K.pathOptions(map, "zones", extra);
    if (look.ground) {
      L.geoJSON(features, options({ stroke: false, fill: true, fillColor: look.ground, fillOpacity: 1 })).addTo(group);
      L.geoJSON(features, options({
        color: look.rim, weight: look.weight, dashArray: look.dash, fill: true, fillColor: K.pattern(look.pattern), fillOpacity: 1,
      })).addTo(group);
      const used = features.filter((feature) => K.useColour(feature.properties.u));
      L.geoJSON(used, { style: (feature) => ({ fillColor: K.useColour(feature.properties.u) }), ...options({ stroke: false, fill: true, fillOpacity: 0.42 }) }).addTo(group);
    } else {
      // A wide pale line under the dashes keeps a border readable on any ground.
      L.geoJSON(features, options({ color: "#fff", opacity: 0.6, weight: look.weight + 2.5, fill: false })).addTo(group);
      L.geoJSON(features, options({ color: look.rim, weight: look.weight, dashArray: look.dash, fill: false })).addTo(group);
    }
    const special = features.filter((feature) => feature.properties.s);
    L.geoJSON(special, options({ color: K.SPECIAL_RIM, weight: 2, fill: false })).addTo(group);
    return group;
  };

  // Each band covers the nearer ones' ground too; drawn whole and then made pale together, they don't add up.
  K.drawers.bands = function (map, data) {
    const group = L.layerGroup();
    data.shapes.forEach((shape, i) => {
      L.geoJSON(shape, K.pathOptions(map, "bands", { color: "#fff", weight: 1, fillColor: data.colours[i], fillOpacity: 1 })).addTo(group);
    });
    return group.addTo(map);
  };

  // Where residents' marks lie thick: a spot on each square, of a size that is seen over the whole town.
  K.drawers.heat = function (map, data) {
    const group = L.layerGroup();
    data.lat.forEach((lat, i) => {
      const spot = { radius: 5 + 3 * Math.sqrt(data.marks[i]), stroke: false, fillColor: data.colours[i], fillOpacity: 0.7 };
      L.circleMarker([lat, data.lon[i]], K.pathOptions(map, "heat", spot)).addTo(group);
    });
    return group.addTo(map);
  };

  // The effect of the next hub: a picture whose cells the browser softens.
  K.drawers.gain = function (map, data) {
    const group = L.layerGroup();
    if (data.image) L.imageOverlay(data.image, data.bounds, { pane: "gain", className: "kyoten-gain" }).addTo(group);
    return group.addTo(map);
  };
})(window.Kyoten);
