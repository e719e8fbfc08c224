/** Tests of the local STS. */
@NullMarked
package dev.gatehouse.credentials.sts;

import org.jspecify.annotations.NullMarked;
