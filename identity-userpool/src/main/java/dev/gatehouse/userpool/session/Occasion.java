package dev.gatehouse.userpool.session;

import dev.gatehouse.spi.hook.ClientMetadata;

/**
 * Why tokens are signed: what the hook is told of it.
 *
 * @param refresh whether the tokens are renewed, not those of a new sign-in
 * @param clientMetadata what came with the call
 */
record Occasion(boolean refresh, ClientMetadata clientMetadata) {}
