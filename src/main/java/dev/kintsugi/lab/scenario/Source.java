package dev.kintsugi.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.domain.Problem;
import java.util.Map;

/// A file's content with the place of each value, so that every complaint can point at a line. Immutable as long as
/// nobody changes the tree.
///
/// @param name   the file as the user named it
/// @param places the place of each value by JSON pointer; of a field, where its name stands
public record Source(String name, JsonNode root, Map<String, Place> places) {
    /// Something that came in no file, as one line: it is called by its name.
    static Source line(String name, JsonNode root) { return new Source(name, root, Map.of()); }

    /// What complaints about all of it call it.
    String whole() { return places.isEmpty() ? name : "the file"; }

    /// The place of a value, or of the nearest one around it.
    Place place(String pointer) {
        var at = pointer;
        while (!at.isEmpty() && !places.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return places.getOrDefault(at, Place.START);
    }

    Problem problem(String pointer, String why, String todo) { return problem(name, place(pointer), why, todo); }

    static Problem problem(String file, Place place, String why, String todo) {
        return new Problem("This scenario cannot be played", file + ":" + place + ": " + why, todo);
    }
}
