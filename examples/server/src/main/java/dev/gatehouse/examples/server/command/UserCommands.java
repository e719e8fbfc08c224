package dev.gatehouse.examples.server.command;

import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Users. */
@Command(name = "user", description = "Makes users.", synopsisSubcommandLabel = "(create)")
final class UserCommands {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Command(
            name = "create",
            description =
                    "Makes a user. Without --password-stdin a temporary password is sent to the user's address: the"
                            + " running server, or the next one, puts it into the outbox folder.",
            footer = "Example: printf '%%s' \"$PASSWORD\" | gatehouse-server user create local_Ab3dE6gHi"
                    + " alice@example.com --password-stdin")
    int create(
            @Parameters(paramLabel = "POOL", description = "the user pool's id") String pool,
            @Parameters(paramLabel = "USERNAME", description = "an address where users are known by one")
                    String username,
            @Option(
                            names = "--attribute",
                            paramLabel = "NAME=VALUE",
                            description = "an attribute, such as email=alice@example.com; may be repeated")
                    Map<String, String> attributes,
            @Option(
                            names = "--password-stdin",
                            description = "reads a password from the first line of standard input, that the user keeps")
                    boolean stdin) {
        Map<String, String> given = new LinkedHashMap<>(attributes == null ? Map.of() : attributes);
        Optional<Secret> password = stdin ? Optional.of(firstLine()) : Optional.empty();
        return Session.with(spec, (house, out) -> {
            UserPool users = RefusedException.unless(house.userPools().pool(new PoolId(pool)), "The pool");
            CreateUserRequest.Builder request =
                    CreateUserRequest.builder(username).attributes(given);
            if (given.containsKey("email") || username.indexOf('@') > 0) {
                request.verified(Set.of("email"));
            }
            if (password.isPresent()) {
                request.temporaryPassword(password.get()).suppressMessage();
            }
            User made = RefusedException.unless(users.admin().create(request.build()), "The user");
            if (password.isPresent()) {
                Object unused = RefusedException.unless(
                        users.admin().setPassword(made.id().value(), password.get(), true), "The password");
            }
            out.println(made.id());
        });
    }

    private static Secret firstLine() {
        try {
            // closing would close standard input, which is not ours
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null || line.isEmpty()) {
                throw new RefusedException("Standard input is empty: pipe the password into the command.");
            }
            return Secret.of(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
