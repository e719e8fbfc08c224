/** JSON Web Tokens: keys, signing, and strict verification. */
@NullMarked
package dev.gatehouse.token;

import org.jspecify.annotations.NullMarked;
