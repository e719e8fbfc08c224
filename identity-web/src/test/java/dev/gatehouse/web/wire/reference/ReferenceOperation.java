package dev.gatehouse.web.wire.reference;

import java.util.List;

/**
 * An operation of the reference's pages.
 *
 * @param access who may call, as the page has it
 * @param input the structure of its input
 * @param output the structure of its output, empty if it has none
 * @param errors the errors that it declares, with {@code Exception}
 */
public record ReferenceOperation(String name, String access, String input, String output, List<String> errors) {}
