package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.web.wire.model.Input;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Settings that ask for what does not exist here: each is refused by a rule of its own, never taken and forgotten. What
 * asks only for what is so anyway is taken.
 */
final class Unavailable {
    private static final Map<String, Predicate<Input>> POOL = new LinkedHashMap<>();
    private static final Map<String, Predicate<Input>> CLIENT = new LinkedHashMap<>();

    static {
        POOL.put("pool.lambda-config", Unavailable::hasHooks);
        POOL.put(
                "pool.mfa",
                input -> input.maybe("MfaConfiguration")
                        .filter(mfa -> !mfa.equals("OFF"))
                        .isPresent());
        POOL.put("pool.sign-in-policy", Unavailable::hasOtherFactors);
        POOL.put("pool.messages", Unavailable::hasMessages);
        POOL.put("pool.device-configuration", input -> input.has("DeviceConfiguration"));
        POOL.put("pool.add-ons", input -> !only(input, "UserPoolAddOns", "AdvancedSecurityMode", "OFF"));
        POOL.put("pool.dcr", input -> input.has("DcrConfiguration"));
        POOL.put(
                "pool.case-sensitive",
                input -> input.input("UsernameConfiguration")
                        .filter(names -> names.is("CaseSensitive"))
                        .isPresent());
        POOL.put("pool.account-recovery", Unavailable::hasOtherRecovery);
        POOL.put(
                "pool.tier",
                input -> input.maybe("UserPoolTier").filter("PLUS"::equals).isPresent());
        POOL.put("pool.key", input -> !only(input, "KeyConfiguration", "KeyType", "AWS_OWNED_KEY"));
        POOL.put("pool.issuer", input -> !only(input, "IssuerConfiguration", "Type", "ORIGINAL"));
        POOL.put("pool.acr", input -> input.has("AcrConfiguration"));
        CLIENT.put("client.oauth", Unavailable::hasOAuth);
        CLIENT.put(
                "client.identity-providers",
                input -> input.texts("SupportedIdentityProviders").stream()
                        .anyMatch(provider -> !provider.equals("COGNITO")));
        CLIENT.put("client.analytics", input -> input.has("AnalyticsConfiguration"));
        CLIENT.put("client.user-context", input -> input.is("EnablePropagateAdditionalUserContextData"));
    }

    private Unavailable() {}

    static Outcome<Done> inPool(Input input) {
        return judge(POOL, input);
    }

    static Outcome<Done> inClient(Input input) {
        return judge(CLIENT, input);
    }

    /** Returns every rule that can refuse a setting, for the page of the wire protocol. */
    static Set<String> rules() {
        Map<String, Predicate<Input>> all = new LinkedHashMap<>(POOL);
        all.putAll(CLIENT);
        return all.keySet();
    }

    private static Outcome<Done> judge(Map<String, Predicate<Input>> rules, Input input) {
        List<String> broken = rules.entrySet().stream()
                .filter(rule -> rule.getValue().test(input))
                .map(Map.Entry::getKey)
                .toList();
        return broken.isEmpty() ? Outcome.done() : Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, broken));
    }

    private static boolean hasHooks(Input input) {
        return input.input("LambdaConfig").filter(hooks -> !hooks.isEmpty()).isPresent();
    }

    private static boolean hasOtherFactors(Input input) {
        return input.input("Policies")
                .flatMap(policies -> policies.input("SignInPolicy"))
                .filter(policy ->
                        policy.texts("AllowedFirstAuthFactors").stream().anyMatch(factor -> !factor.equals("PASSWORD")))
                .isPresent();
    }

    /** Messages are written by the application's sender. */
    private static boolean hasMessages(Input input) {
        boolean texts = List.of(
                        "SmsVerificationMessage",
                        "EmailVerificationMessage",
                        "EmailVerificationSubject",
                        "SmsAuthenticationMessage",
                        "SmsConfiguration")
                .stream()
                .anyMatch(input::has);
        boolean invitation = input.input("AdminCreateUserConfig")
                .filter(config -> config.has("InviteMessageTemplate"))
                .isPresent();
        return texts
                || invitation
                || !only(input, "VerificationMessageTemplate", "DefaultEmailOption", "CONFIRM_WITH_CODE")
                || !only(input, "EmailConfiguration", "EmailSendingAccount", "COGNITO_DEFAULT");
    }

    /** Recovery goes to the verified e-mail address, else to the verified phone number. */
    private static boolean hasOtherRecovery(Input input) {
        List<String> order = input.input("AccountRecoverySetting").stream()
                .flatMap(setting -> setting.structures("RecoveryMechanisms").stream())
                .sorted(Comparator.comparing(
                        mechanism -> mechanism.whole("Priority").orElse(0L)))
                .map(mechanism -> mechanism.text("Name"))
                .toList();
        return !order.isEmpty() && !order.equals(List.of("verified_email", "verified_phone_number"));
    }

    private static boolean hasOAuth(Input input) {
        return input.is("AllowedOAuthFlowsUserPoolClient")
                || input.has("DefaultRedirectURI")
                || List.of("CallbackURLs", "LogoutURLs", "AllowedOAuthFlows", "AllowedOAuthScopes").stream()
                        .anyMatch(list -> !input.texts(list).isEmpty());
    }

    /** Returns whether a structure is absent, empty, or has this one member with this one value. */
    private static boolean only(Input input, String structure, String member, String value) {
        return input.input(structure)
                .map(given -> given.isEmpty()
                        || (given.names().equals(Set.of(member))
                                && given.maybe(member).filter(value::equals).isPresent()))
                .orElse(true);
    }
}
