/** Tests of the signature: published vectors, recorded requests, hostile ones. */
@NullMarked
package dev.gatehouse.credentials.signature;

import org.jspecify.annotations.NullMarked;
