package dev.gatehouse.userpool.admin;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.name.Names;
import dev.gatehouse.password.PasswordHash;
import dev.gatehouse.spi.hook.PreSignUp;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.AttributeWriter;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.account.NameChange;
import dev.gatehouse.userpool.internal.account.WantedName;
import dev.gatehouse.userpool.internal.account.WantedNames;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Address;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.hook.HookCalls;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.settings.UsernameKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes users: protocol "admin create". */
final class UserCreation {
    private static final ClientId NO_CLIENT = new ClientId("CLIENT_ID_NOT_APPLICABLE");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final PoolContext context;
    private final Directory directory;
    private final NameChange names;
    private final NewPasswords passwords;
    private final Outbox outbox;

    UserCreation(PoolContext context) {
        this.context = context;
        this.directory = new Directory(context);
        this.names = new NameChange(context);
        this.passwords = new NewPasswords(context);
        this.outbox = new Outbox(context);
    }

    /** What is to be made, judged as far as it can be without a store. */
    private record Draft(
            String username,
            Map<String, String> attributes,
            WantedNames names,
            Secret password,
            List<Address> invites) {
        @Override
        public String toString() {
            return "Draft[redacted]";
        }
    }

    Outcome<User> create(CreateUserRequest request) {
        return draft(request).then(draft -> {
            Secret password = draft.password();
            try (password) {
                PreSignUp.Event event = new PreSignUp.Event(
                        context.pool(),
                        NO_CLIENT,
                        request.username(),
                        draft.attributes(),
                        true,
                        request.clientMetadata(),
                        request.validationData());
                return HookCalls.ask(
                                context.pool(),
                                "PreSignUp",
                                () -> context.hooks().preSignUp().decide(event))
                        .map(Outcome::<User>refused)
                        .orElseGet(() -> hashAndInsert(draft));
            }
        });
    }

    private Outcome<Draft> draft(CreateUserRequest request) {
        UserPoolSettings settings = context.settings();
        return username(request.username()).then(name -> {
            Map<String, String> proposed = new HashMap<>(request.attributes());
            if (settings.usernameKind() != UsernameKind.USERNAME) {
                String attribute = Addresses.kind(name.kind()).orElseThrow().attribute();
                String given = proposed.put(attribute, request.username());
                if (given != null && !given.equals(request.username())) {
                    return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "name.differs-from:" + attribute));
                }
            }
            return settings.schema()
                    .validateNew(proposed, AttributeWriter.ADMIN)
                    .then(attributes -> WantedNames.of(settings, Map.of(), attributes)
                            .map(wanted -> name.kind() == AliasKind.USERNAME ? wanted.with(name) : wanted)
                            .then(wanted -> draft(request, attributes, wanted)));
        });
    }

    private Outcome<Draft> draft(CreateUserRequest request, Map<String, String> attributes, WantedNames wanted) {
        User user = user(directory.newId(), request.username(), attributes, context.now());
        List<Address> invites = request.suppressMessage() ? List.of() : addresses(user, request.mediums());
        if (request.temporaryPassword().isPresent()) {
            return passwords
                    .judge(request.temporaryPassword().get(), NewPasswords.words(request.username(), attributes))
                    .map(password -> new Draft(request.username(), attributes, wanted, password, invites));
        }
        if (invites.isEmpty()) {
            // Nobody would ever learn the password.
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "temporary-password.untold"));
        }
        Secret generated = TemporaryPasswords.generate(
                context.settings().passwordPolicy(),
                NewPasswords.words(request.username(), attributes),
                context.random());
        return Outcome.success(new Draft(request.username(), attributes, wanted, generated, invites));
    }

    /** Returns where an invitation goes: the best address, or every one that a medium asked for reaches. */
    static List<Address> addresses(User user, Set<Channel> mediums) {
        if (mediums.isEmpty()) {
            return Addresses.verified(user, Optional.empty())
                    .or(() -> Addresses.stored(user, Address.Kind.EMAIL))
                    .or(() -> Addresses.stored(user, Address.Kind.PHONE_NUMBER))
                    .stream()
                    .toList();
        }
        return Stream.of(Address.Kind.values())
                .filter(kind -> mediums.contains(kind.channel()))
                .flatMap(kind -> Addresses.stored(user, kind).stream())
                .toList();
    }

    /** A user name that reads as an address or an id could stand before somebody else's. */
    private Outcome<WantedName> username(String raw) {
        UserPoolSettings settings = context.settings();
        AliasKind kind = settings.usernameKind().alias();
        boolean misleading = kind == AliasKind.USERNAME
                && ((settings.aliases().contains(AliasKind.EMAIL) && Names.looksLikeEmail(raw))
                        || (settings.aliases().contains(AliasKind.PHONE_NUMBER) && Names.looksLikePhoneNumber(raw))
                        || (raw.length() == 36 && UUID.matcher(raw).matches()));
        return misleading
                ? Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "name.syntax"))
                : WantedNames.canonical(kind, raw).map(name -> new WantedName(kind, raw, name));
    }

    private User user(UserId id, String username, Map<String, String> attributes, Instant now) {
        boolean chosen = context.settings().usernameKind() == UsernameKind.USERNAME;
        return User.builder()
                .id(id)
                .username(chosen ? username : id.value())
                .status(UserStatus.FORCE_CHANGE_PASSWORD)
                .attributes(attributes)
                .createdAt(now)
                .build();
    }

    private Outcome<User> hashAndInsert(Draft draft) {
        return passwords
                .hash(draft.password())
                .then(hash -> Tries.run(context, tries -> attempt(tries, draft, hash)))
                .map(user -> {
                    draft.invites()
                            .forEach(to ->
                                    outbox.put(Intent.invitation(user.id(), user.username(), to, draft.password())));
                    return user;
                });
    }

    private Optional<Outcome<User>> attempt(Tries tries, Draft draft, PasswordHash hash) {
        UserId id = directory.newId();
        Optional<Outcome<NameChange.Plan>> plan = names.plan(id, draft.names());
        if (plan.isEmpty() || plan.get().asRefusal().isPresent()) {
            return plan.map(refused -> taken(refused));
        }
        User user = user(id, draft.username(), draft.attributes(), context.now());
        Instant end = context.now().plus(context.settings().passwordPolicy().temporaryPasswordValidity());
        boolean committed = names.commit(plan.get().orElseThrow(), tries, Optional.empty(), aliases -> {
            // The protocol's step 2: after the claims, before the row. A password of nobody is swept.
            if (!passwords.store(id, Optional.empty(), hash, Optional.of(end))) {
                throw new IllegalStateException("two users with one random id");
            }
            return UserRow.builder().profile(user).aliases(aliases).build();
        });
        return committed ? Optional.of(Outcome.success(user)) : Optional.empty();
    }

    /** Where the address is the user name, a taken address is a taken user name. */
    private Outcome<User> taken(Outcome<NameChange.Plan> refused) {
        Refusal refusal = refused.asRefusal().orElseThrow();
        boolean byAddress = context.settings().usernameKind() != UsernameKind.USERNAME;
        return byAddress && refusal.code() == ErrorCode.ALIAS_EXISTS
                ? Outcome.refused(ErrorCode.USERNAME_EXISTS)
                : Outcome.refused(refusal);
    }
}
