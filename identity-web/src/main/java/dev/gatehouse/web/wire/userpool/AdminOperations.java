package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an administrator does with users. */
final class AdminOperations {
    private static final String VERIFIED = "_verified";
    private static final Set<String> ADDRESSES = Set.of("email", "phone_number");

    private AdminOperations() {}

    static Outcome<Map<String, Object>> create(Call call) {
        Input input = call.input();
        boolean again = input.maybe("MessageAction").filter("RESEND"::equals).isPresent();
        Outcome<User> created = again
                ? AdminCalls.pool(call)
                        .then(pool -> pool.admin()
                                .inviteAgain(
                                        input.text("Username"),
                                        mediums(input),
                                        input.maybe("TemporaryPassword").map(Secret::of)))
                : forced(input)
                        .then(done -> request(input))
                        .then(request ->
                                AdminCalls.pool(call).then(pool -> pool.admin().create(request)));
        return created.map(
                user -> Answer.of().put("User", Attributes.user(user)).members());
    }

    /** A name that is another's is taken over where its address is proved by a code, and nowhere else. */
    private static Outcome<Done> forced(Input input) {
        return input.is("ForceAliasCreation")
                ? Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "user.force-alias-creation"))
                : Outcome.done();
    }

    private static Outcome<CreateUserRequest> request(Input input) {
        return Attributes.read(input, "UserAttributes")
                .then(attributes -> Metadata.of(input)
                        .then(metadata -> Metadata.validation(input)
                                .map(validation -> request(input, attributes)
                                        .clientMetadata(metadata)
                                        .validationData(validation)
                                        .build())));
    }

    /** On the wire an address is verified by an attribute beside it. */
    private static CreateUserRequest.Builder request(Input input, Map<String, String> given) {
        Map<String, String> attributes = new HashMap<>(given);
        Set<String> verified = new HashSet<>();
        for (String address : ADDRESSES) {
            String word = attributes.getOrDefault(address + VERIFIED, "");
            if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
                attributes.remove(address + VERIFIED);
                if (word.equalsIgnoreCase("true")) {
                    verified.add(address);
                }
            }
        }
        CreateUserRequest.Builder request = CreateUserRequest.builder(input.text("Username"))
                .attributes(attributes)
                .verified(verified)
                .mediums(mediums(input));
        input.maybe("TemporaryPassword").map(Secret::of).ifPresent(request::temporaryPassword);
        if (input.maybe("MessageAction").filter("SUPPRESS"::equals).isPresent()) {
            request.suppressMessage();
        }
        return request;
    }

    private static Set<Channel> mediums(Input input) {
        return input.texts("DesiredDeliveryMediums").stream()
                .map(Channel::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Outcome<Map<String, Object>> get(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.admin().get(call.input().text("Username")))
                .map(user -> Attributes.state(
                                Answer.of()
                                        .put("Username", user.username())
                                        .put("UserAttributes", Attributes.write(user)),
                                user)
                        .members());
    }

    static Outcome<Map<String, Object>> delete(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.admin().delete(call.input().text("Username")))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> enable(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.admin().enable(call.input().text("Username")))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> disable(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.admin().disable(call.input().text("Username")))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> updateAttributes(Call call) {
        return Attributes.read(call.input(), "UserAttributes")
                .then(changes -> AdminCalls.pool(call)
                        .then(pool -> pool.admin().updateAttributes(call.input().text("Username"), changes, Set.of())))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> deleteAttributes(Call call) {
        List<String> names = call.input().texts("UserAttributeNames");
        return AdminCalls.pool(call)
                .then(pool ->
                        pool.admin().updateAttributes(call.input().text("Username"), Map.of(), new HashSet<>(names)))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> signOut(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.admin().signOutEverywhere(call.input().text("Username")))
                .map(Answer::nothing);
    }
}
