package dev.gatehouse.web.wire.admin;

import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.sts.AssumeRoleRequest;
import dev.gatehouse.credentials.sts.CallerVerifier;
import dev.gatehouse.credentials.sts.StsCaller;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.web.wire.support.SignedWorld;

/** Sessions of roles, got in Java. */
final class StsCalls {
    private StsCalls() {}

    static TemporaryCredentials assume(SignedWorld world, SigningCredentials by, String role, String team) {
        SignatureSettings settings =
                SignatureSettings.service("sts", SignedWorld.REGION).build();
        CallerVerifier verifier = CallerVerifier.builder()
                .pools(world.directory.sessions())
                .signatures(new SignatureVerifier(settings, world.clock))
                .clock(world.clock)
                .build();
        StsCaller caller = verifier.verify(world.signed("sts", SignedRequest.builder(), new byte[0], by))
                .orElseThrow();
        return world.directory
                .tokenServices()
                .assumeRole(
                        caller,
                        AssumeRoleRequest.builder(SignedWorld.arn(role), "session-1")
                                .tag("team", team)
                                .build())
                .orElseThrow()
                .credentials();
    }
}
