/** Tests of the S3-compatible store. */
@NullMarked
package dev.gatehouse.web.object;

import org.jspecify.annotations.NullMarked;
