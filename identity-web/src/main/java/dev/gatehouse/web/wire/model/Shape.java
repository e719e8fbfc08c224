package dev.gatehouse.web.wire.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a value may be. Types are named, since they may hold each other. */
sealed interface Shape {
    /** A string; lengths in code points. The whole of it must match the pattern. */
    record Text(Limits length, Optional<Pattern> pattern) implements Shape {}

    /** One of these strings. */
    record Choice(Set<String> values) implements Shape {}

    /** An integer of 32 bits, or of 64 if {@code wide}. */
    record Whole(boolean wide, Limits value) implements Shape {}

    /** {@code true} or {@code false}. */
    record Truth() implements Shape {}

    /** A moment, as a number of seconds since 1970. */
    record Moment() implements Shape {}

    /** Bytes in Base64 (RFC 4648 §4); lengths in bytes. */
    record Bytes(Limits length) implements Shape {}

    /** Any JSON. */
    record Document() implements Shape {}

    /** A list. */
    record Listing(String element, Limits size) implements Shape {}

    /** An object whose members' names are data. */
    record Mapping(String key, String value, Limits size) implements Shape {}

    /** An object of known members; others are ignored. */
    record Structure(List<Member> members) implements Shape {}

    /** A member of a structure. */
    record Member(String name, String type, boolean required) {}
}
