package dev.gatehouse.web.object;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.store.Role;
import dev.gatehouse.token.RevocationSnapshotView;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket of one identity's own folder, behind a real guard. */
final class GuardedStore {
    static final String ME = "eu-west-1:me";
    static final SignatureSettings SETTINGS = SignatureSettings.s3("eu-west-1").build();
    private static final PoolId POOL = new PoolId("eu-west-1:pool");
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject"],
               "Resource":"arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*",
               "Condition":{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"},"Bool":{"aws:SecureTransport":"false"}}},
              {"Effect":"Allow","Action":"s3:ListBucket","Resource":["arn:aws:s3:::photos","arn:aws:s3:::nowhere"],
               "Condition":{"StringLike":{"s3:prefix":"${cognito-identity.amazonaws.com:sub}/*"}}}]}""";

    final FileObjectStorage storage;
    final S3Handler handler;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final StsKeys keys = StsKeys.of(1, Map.of(1, new byte[32]));
    private final Sealer sealer = new Sealer(MasterKeys.of(1, Map.of(1, new byte[32])), random);

    GuardedStore(Path folder, InstantSource clock, ObjectStorageWrapper wrapper) {
        this.clock = clock;
        this.storage = FileObjectStorage.open(folder, clock);
        storage.createBucket("photos");
        RevocationSnapshotView view = new RevocationSnapshotView(Duration.ofHours(1));
        view.apply(List.of(), clock.instant());
        Role role = Role.builder()
                .arn("arn:aws:iam::123456789012:role/Auth")
                .incarnation(new WriteId("ab".repeat(16)))
                .trustPolicy("{}")
                .permissionPolicies(Map.of("own", POLICY))
                .createdAt(Instant.EPOCH)
                .build();
        CredentialGuard guard = new CredentialGuard(
                new StsSessions(POOL, keys, sealer, clock),
                new SignatureVerifier(SETTINGS, clock),
                name -> Optional.of(role),
                view,
                clock);
        this.handler = S3Handler.of(guard, wrapper.around(storage), () -> "the-id");
    }

    GuardedStore(Path folder, InstantSource clock) {
        this(folder, clock, storage -> storage);
    }

    /** Puts something between handler and storage. */
    @FunctionalInterface
    interface ObjectStorageWrapper {
        ObjectStorage around(ObjectStorage storage);
    }

    TemporaryCredentials vend() {
        return new LocalSts(keys, sealer, random, clock)
                .vend(VendingRequest.builder()
                        .pool(POOL, 1)
                        .identity(new IdentityId(ME), 1)
                        .role(
                                new RoleName("Auth"),
                                "arn:aws:iam::123456789012:role/Auth",
                                new WriteId("ab".repeat(16)),
                                1)
                        .authenticated(true)
                        .duration(Duration.ofHours(1))
                        .build())
                .orElseThrow();
    }
}
