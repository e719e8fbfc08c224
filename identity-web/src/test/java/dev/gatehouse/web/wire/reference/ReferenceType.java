package dev.gatehouse.web.wire.reference;

import java.util.List;
import java.util.Optional;

/**
 * A type of the reference's pages.
 *
 * @param kind string, enum, integer, long, boolean, timestamp, blob, document, list, map or structure
 * @param min the least length, size or value
 * @param max the greatest
 * @param of the element of a list; key and value of a map
 * @param values an enum's values
 * @param members a structure's members
 */
public record ReferenceType(
        String name,
        String kind,
        Optional<Long> min,
        Optional<Long> max,
        Optional<String> pattern,
        List<String> of,
        List<String> values,
        List<Member> members) {
    /** A member of a structure. */
    public record Member(String name, String type, boolean required) {}

    static ReferenceType plain(String name, String kind, List<String> of) {
        return new ReferenceType(
                name, kind, Optional.empty(), Optional.empty(), Optional.empty(), of, List.of(), List.of());
    }
}
