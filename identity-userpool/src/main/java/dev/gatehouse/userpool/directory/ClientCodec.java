package dev.gatehouse.userpool.directory;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.internal.setting.Members;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.ClientSecret;
import dev.gatehouse.userpool.settings.Masking;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes an app client as JSON and reads it back; members that it does not know are kept. Its secrets are sealed for
 * their pool, client and id. Thread-safe.
 */
record ClientCodec(Sealer sealer) {
    private static final Set<String> KNOWN = Set.of(
            "name",
            "authFlows",
            "idTokenLife",
            "accessTokenLife",
            "refreshTokenLife",
            "rotationGrace",
            "signingAlgorithm",
            "readable",
            "writable",
            "masking",
            "tokenRevocation",
            "signInSessionLife",
            "secrets");

    String write(PoolId pool, ClientDefinition.Builder values) {
        AppClient client = values.client;
        Map<String, Object> members = new TreeMap<>(values.others);
        members.put("name", values.name);
        members.put("authFlows", names(client.authFlows()));
        members.put("idTokenLife", client.idTokenLife().toString());
        members.put("accessTokenLife", client.accessTokenLife().toString());
        members.put("refreshTokenLife", client.refreshTokenLife().toString());
        client.rotationGrace().ifPresent(grace -> members.put("rotationGrace", grace.toString()));
        members.put("signingAlgorithm", client.signingAlgorithm().name());
        client.readableAttributes()
                .ifPresent(
                        names -> members.put("readable", names.stream().sorted().toList()));
        client.writableAttributes()
                .ifPresent(
                        names -> members.put("writable", names.stream().sorted().toList()));
        client.masking().ifPresent(masking -> members.put("masking", masking.name()));
        members.put("tokenRevocation", client.tokenRevocation());
        members.put("signInSessionLife", client.signInSessionLife().toString());
        members.put(
                "secrets",
                client.secrets().stream()
                        .map(secret -> sealed(pool, client.id(), secret))
                        .toList());
        return Json.write(members);
    }

    /** @throws StoreException if the body is not one that {@link #write} made; names no content */
    ClientDefinition.Builder read(PoolId pool, ClientId id, String body) {
        try {
            Map<String, @Nullable Object> members = Json.parseObject(body, Setting.MAX_BODY_CHARS);
            ClientDefinition.Builder values = new ClientDefinition.Builder(client(pool, id, members));
            values.name = Members.text(members, "name");
            values.others = Members.others(members, KNOWN);
            return values;
        } catch (JsonException | DateTimeException | IllegalArgumentException e) {
            throw new StoreException("a stored app client is not readable", e);
        } catch (SealException e) {
            throw new StoreException("a client secret does not open under the master keys", e);
        }
    }

    /** Returns whether a secret is sealed under an older master key than the current one. */
    boolean outdated(String body) {
        try {
            return Members.objects(Json.parseObject(body, Setting.MAX_BODY_CHARS), "secrets").stream()
                    .anyMatch(secret -> sealer.outdated(Base64.getDecoder().decode(Members.text(secret, "sealed"))));
        } catch (JsonException | IllegalArgumentException e) {
            throw new StoreException("a stored app client is not readable", e);
        }
    }

    private AppClient client(PoolId pool, ClientId id, Map<?, ?> members) throws SealException {
        AppClient.Builder client = AppClient.builder(id)
                .authFlows(Members.strings(members, "authFlows").stream()
                        .map(AuthFlow::valueOf)
                        .collect(Collectors.toUnmodifiableSet()))
                .idTokenLife(Members.duration(members, "idTokenLife"))
                .accessTokenLife(Members.duration(members, "accessTokenLife"))
                .refreshTokenLife(Members.duration(members, "refreshTokenLife"))
                .signingAlgorithm(SigningAlgorithm.valueOf(Members.text(members, "signingAlgorithm")))
                .tokenRevocation(Members.flag(members, "tokenRevocation"))
                .signInSessionLife(Members.duration(members, "signInSessionLife"));
        if (members.containsKey("rotationGrace")) {
            client.rotationGrace(Members.duration(members, "rotationGrace"));
        } else {
            client.allowRefreshTokenReuse();
        }
        if (members.containsKey("readable")) {
            client.readableAttributes(Set.copyOf(Members.strings(members, "readable")));
        }
        if (members.containsKey("writable")) {
            client.writableAttributes(Set.copyOf(Members.strings(members, "writable")));
        }
        if (members.containsKey("masking")) {
            client.masking(Masking.valueOf(Members.text(members, "masking")));
        }
        List<ClientSecret> secrets = new java.util.ArrayList<>();
        for (Map<?, ?> secret : Members.objects(members, "secrets")) {
            secrets.add(opened(pool, id, secret));
        }
        return client.secrets(secrets).build();
    }

    private Map<String, Object> sealed(PoolId pool, ClientId client, ClientSecret secret) {
        return secret.value().use(chars -> {
            byte[] plain = new String(chars).getBytes(StandardCharsets.US_ASCII);
            byte[] sealed = sealer.seal(SealPurpose.CLIENT_SECRET, pool, row(client, secret.id()), plain);
            Arrays.fill(plain, (byte) 0);
            Map<String, Object> members = new TreeMap<>();
            members.put("id", secret.id());
            members.put("createdAt", secret.createdAt().toString());
            members.put("sealed", Base64.getEncoder().encodeToString(sealed));
            return members;
        });
    }

    private ClientSecret opened(PoolId pool, ClientId client, Map<?, ?> members) throws SealException {
        String id = Members.text(members, "id");
        byte[] sealed = Base64.getDecoder().decode(Members.text(members, "sealed"));
        byte[] plain = sealer.open(SealPurpose.CLIENT_SECRET, pool, row(client, id), sealed);
        try {
            Secret value = Secret.of(new String(plain, StandardCharsets.US_ASCII));
            return ClientSecret.of(id, value, Instant.parse(Members.text(members, "createdAt")));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static String row(ClientId client, String secret) {
        return client + "|" + secret;
    }

    private static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toList();
    }
}
