/** The operations of {@code AWSCognitoIdentityProviderService}, each a thin mapping onto user pools. */
@NullMarked
package dev.gatehouse.web.wire.userpool;

import org.jspecify.annotations.NullMarked;
