package dev.gatehouse.benchmarks;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.message.MessageSender;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** A user pool and an identity pool as every flow is measured on: hashes as cheap as they go, tokens ES256. */
public final class BothPools {
    /** The client that users sign in to. */
    public static final ClientId WEB = new ClientId("web");

    /** The user pool as a provider of logins. */
    public static final String LOGIN = "auth.example.test/local_photos";

    /** Every user's. */
    public static final String PASSWORD = "a photograph of nothing at all";

    private static final PoolId IDENTITIES = new PoolId("eu-west-1:1cd55b65-2d71-441c-83c0-a5de48b83f77");
    private static final RoleName ROLE = new RoleName("Users");

    private BothPools() {}

    /** Opens the pools on stores that may be empty. */
    public static Gatehouse open(Stores rows, MessageSender sender, InstantSource clock, SecureRandom random) {
        UserPoolSettings settings = UserPoolSettings.builder(new PoolId("local_photos"), URI.create("https://" + LOGIN))
                .client(AppClient.builder(WEB)
                        .signingAlgorithm(SigningAlgorithm.ES256)
                        .build())
                .build();
        return Gatehouse.builder(Path.of("nothing-is-written"))
                .userPool(settings)
                .identityPool(IDENTITIES, pool -> pool.authenticatedRole(ROLE))
                .stores(rows)
                .masterKeys(() -> MasterKeys.of(1, Map.of(1, new byte[MasterKeys.KEY_LENGTH])))
                .sender(sender)
                .clock(clock)
                .random(random)
                .hasher(PasswordHasher.builder(random).unsafeCost(8, 1, 1).build())
                .build();
    }

    /** Stores the role that signed-in users get. */
    public static void putRole(Gatehouse gatehouse) {
        gatehouse.identityPool().roles().put(role()).orElseThrow();
    }

    private static RoleDefinition role() {
        return RoleDefinition.builder(ROLE)
                .trustPolicy("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                        "Principal":{"Federated":"cognito-identity.amazonaws.com"},
                        "Action":"sts:AssumeRoleWithWebIdentity","Condition":{
                        "StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
                        "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}}}]}""".formatted(IDENTITIES))
                .permissionPolicy("objects", """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject",
                        "Resource":"arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*"}]}""")
                .build();
    }
}
