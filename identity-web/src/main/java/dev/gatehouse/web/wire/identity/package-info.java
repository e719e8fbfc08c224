/** The operations of {@code AWSCognitoIdentityService}, each a thin mapping onto identity pools. */
@NullMarked
package dev.gatehouse.web.wire.identity;

import org.jspecify.annotations.NullMarked;
