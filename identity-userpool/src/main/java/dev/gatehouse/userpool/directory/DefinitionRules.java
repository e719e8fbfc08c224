package dev.gatehouse.userpool.directory;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.internal.setting.Tags;
import dev.gatehouse.user.AttributeDefinition;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.InvalidSettingException;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What a pool and a client must be before they are stored, so that every stored one opens. */
final class DefinitionRules {
    private static final Pattern NAME = Pattern.compile("[\\w\\s+=,.@-]{1,128}");

    private DefinitionRules() {}

    /** Lets a caller change values; a setting that is out of bounds becomes a refusal that names it. */
    static <B> Outcome<B> changed(B values, Consumer<B> change, String what) {
        try {
            change.accept(values);
            return Outcome.success(values);
        } catch (InvalidSettingException e) {
            return refused(what + e.setting());
        }
    }

    /** Returns the values, or what is wrong with a pool that is to replace {@code standing}. */
    static Outcome<UserPoolDefinition.Builder> pool(UserPoolDefinition.Builder values, UserPoolSettings standing) {
        if (!NAME.matcher(values.name).matches()) {
            return refused("pool.name");
        }
        if (!Tags.fit(values.tags)) {
            return refused("pool.tags");
        }
        if (!values.settings.clients().isEmpty()) {
            return refused("pool.clients");
        }
        if (values.settings.passwordPolicy().compromisedPasswords().isPresent()) {
            return refused("pool.compromised-passwords");
        }
        if (!typesStay(values.settings, standing)) {
            return refused("pool.attribute-type");
        }
        return DefinitionCodec.fits(values) ? Outcome.success(values) : refused("pool.size");
    }

    /** Values of an attribute that are stored stay readable: its type never changes. */
    private static boolean typesStay(UserPoolSettings next, UserPoolSettings standing) {
        Map<String, AttributeDefinition> after = next.schema().definitions();
        return standing.schema().definitions().values().stream()
                .allMatch(before -> !after.containsKey(before.name())
                        || after.get(before.name()).type() == before.type());
    }

    /** Returns the values, or what is wrong with a client of a pool. */
    static Outcome<ClientDefinition.Builder> client(ClientDefinition.Builder values, UserPoolSettings pool) {
        AppClient client = values.client;
        if (!NAME.matcher(values.name).matches()) {
            return refused("client.name");
        }
        if (!known(client.readableAttributes(), pool)) {
            return refused("client.readable-attributes");
        }
        if (!known(client.writableAttributes(), pool)) {
            return refused("client.writable-attributes");
        }
        return client.signingAlgorithm().canSign() ? Outcome.success(values) : refused("client.signing-algorithm");
    }

    private static boolean known(Optional<Set<String>> names, UserPoolSettings pool) {
        return names.map(pool.schema().definitions().keySet()::containsAll).orElse(true);
    }

    static <T> Outcome<T> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
