/**
 * What every operation of the two services takes, read from a resource that is generated from the reference's pages:
 * validation is data. {@code WireModelGenerator}, on the tests' side, writes it and describes its form.
 */
@NullMarked
package dev.gatehouse.web.wire.model;

import org.jspecify.annotations.NullMarked;
