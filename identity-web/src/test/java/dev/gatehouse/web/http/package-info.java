/** Tests of HTTP as values. */
@NullMarked
package dev.gatehouse.web.http;

import org.jspecify.annotations.NullMarked;
