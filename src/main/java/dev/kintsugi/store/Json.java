package dev.kintsugi.store;

/// A JSON document as text, on its way into a JSON column. Immutable.
record Json(String text) {}
