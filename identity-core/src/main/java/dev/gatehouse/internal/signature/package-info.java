/** How a signature is judged once its key is known; where another way than a provider's can be put in. Not for use outside Gatehouse. */
@NullMarked
package dev.gatehouse.internal.signature;

import org.jspecify.annotations.NullMarked;
