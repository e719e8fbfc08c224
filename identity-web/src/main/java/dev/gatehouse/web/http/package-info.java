/** HTTP as values: a request, a response, and functions between them. No server's type appears here. */
@NullMarked
package dev.gatehouse.web.http;

import org.jspecify.annotations.NullMarked;
