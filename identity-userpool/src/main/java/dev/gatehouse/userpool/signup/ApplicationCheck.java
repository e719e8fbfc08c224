package dev.gatehouse.userpool.signup;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.name.CanonicalName;
import dev.gatehouse.name.Names;
import dev.gatehouse.spi.hook.PreSignUp;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.AttributeWriter;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Address;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.hook.HookCalls;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.settings.UsernameKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks of a sign-up that touch no store, so that their answers tell nothing about who exists. */
final class ApplicationCheck {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final PoolContext context;
    private final NewPasswords passwords;

    ApplicationCheck(PoolContext context) {
        this.context = context;
        this.passwords = new NewPasswords(context);
    }

    Outcome<Application> check(RegisterRequest request) {
        UserPoolSettings settings = context.settings();
        if (!settings.selfSignUp()) {
            return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "sign-up.closed"));
        }
        Optional<AppClient> client = settings.client(request.client());
        if (client.isEmpty()) {
            return Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
        }
        return name(request.username())
                .then(name -> attributes(request, client.get())
                        .then(attributes -> address(attributes)
                                .then(address -> judge(request, attributes)
                                        .then(password -> ask(
                                                request,
                                                new Application(
                                                        request.client(),
                                                        settings.usernameKind().alias(),
                                                        name,
                                                        request.username(),
                                                        attributes,
                                                        address,
                                                        password))))));
    }

    private Outcome<CanonicalName> name(String raw) {
        UserPoolSettings settings = context.settings();
        return switch (settings.usernameKind()) {
            case EMAIL -> Names.email(raw);
            case PHONE_NUMBER -> Names.phoneNumber(raw);
            case USERNAME -> {
                if (settings.aliases().contains(AliasKind.EMAIL) && Names.looksLikeEmail(raw)) {
                    yield invalid("username.looks-like-email");
                }
                if (settings.aliases().contains(AliasKind.PHONE_NUMBER) && Names.looksLikePhoneNumber(raw)) {
                    yield invalid("username.looks-like-phone-number");
                }
                // A name of a user's id's shape could pass for another user where administrators look users up.
                yield Names.username(raw)
                        .then(name -> ID.matcher(name.value()).matches()
                                ? invalid("username.looks-like-id")
                                : Outcome.success(name));
            }
        };
    }

    private Outcome<Map<String, String>> attributes(RegisterRequest request, AppClient client) {
        UserPoolSettings settings = context.settings();
        Map<String, String> attributes = new HashMap<>(request.attributes());
        Set<String> writable = new HashSet<>(client.writableAttributes()
                .orElseGet(() -> settings.schema().definitions().keySet()));
        Optional<Address.Kind> kind = Addresses.kind(settings.usernameKind().alias());
        if (kind.isPresent()) {
            String attribute = kind.get().attribute();
            String other = attributes.put(attribute, request.username());
            if (other != null && !other.equals(request.username())) {
                return invalid("sign-up.address-differs");
            }
            writable.add(attribute);
        }
        return settings.schema().validateNew(attributes, AttributeWriter.SELF, writable);
    }

    /** Without an address nobody could confirm the sign-up; such users are made by an administrator. */
    private Outcome<Address> address(Map<String, String> attributes) {
        UsernameKind names = context.settings().usernameKind();
        for (Address.Kind kind : Address.Kind.values()) {
            String value = attributes.get(kind.attribute());
            if (value != null && (names == UsernameKind.USERNAME || names.alias() == kind.alias())) {
                return Outcome.success(new Address(kind, value));
            }
        }
        return invalid("sign-up.address-missing");
    }

    private Outcome<Secret> judge(RegisterRequest request, Map<String, String> attributes) {
        return passwords.judge(request.password(), NewPasswords.words(request.username(), attributes));
    }

    private Outcome<Application> ask(RegisterRequest request, Application application) {
        PreSignUp.Event event = new PreSignUp.Event(
                context.pool(),
                request.client(),
                request.username(),
                application.attributes(),
                false,
                request.clientMetadata(),
                request.validationData());
        Optional<Refusal> refusal = HookCalls.ask(
                context.pool(), "PreSignUp", () -> context.hooks().preSignUp().decide(event));
        if (refusal.isPresent()) {
            application.password().close();
            return Outcome.refused(refusal.get());
        }
        return Outcome.success(application);
    }

    private static <T> Outcome<T> invalid(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
