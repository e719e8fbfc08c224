package dev.gatehouse.examples.server.command;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.examples.server.house.House;
import dev.gatehouse.userpool.directory.UserPoolDefinition;
import dev.gatehouse.userpool.directory.UserPools;
import dev.gatehouse.userpool.settings.UsernameKind;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** User pools. */
@Command(name = "pool", description = "Makes and lists user pools.", synopsisSubcommandLabel = "(create | list)")
final class PoolCommands {
    enum Preset {
        strict,
        reference
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Command(
            name = "create",
            description = "Makes a user pool and prints its id and issuer.",
            footer = "Example: gatehouse-server pool create app --preset reference --username-kind username")
    int create(
            @Parameters(paramLabel = "NAME", description = "for people: 1 to 128 letters, digits and +=,.@-_")
                    String name,
            @Option(
                            names = "--preset",
                            defaultValue = "strict",
                            description = "${COMPLETION-CANDIDATES}: who exists is masked and passwords are by NIST"
                                    + " (strict), or both as the hosted service has them; default ${DEFAULT-VALUE}")
                    Preset preset,
            @Option(
                            names = "--username-kind",
                            paramLabel = "KIND",
                            defaultValue = "email",
                            description = "what users are known by: email, phone_number or username; default"
                                    + " ${DEFAULT-VALUE}")
                    String kind) {
        UsernameKind known = kind(kind);
        return Session.with(spec, (house, out) -> {
            UserPoolDefinition made = RefusedException.unless(
                    house.userPools().create(pool -> {
                        if (preset == Preset.reference) {
                            pool.reference();
                        }
                        pool.name(name).settings(settings -> settings.usernameKind(known));
                    }),
                    "The pool");
            print(house, out, made);
        });
    }

    private UsernameKind kind(String text) {
        try {
            return UsernameKind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "A user name's kind is one of " + java.util.List.of(UsernameKind.values()), e);
        }
    }

    @Command(name = "list", description = "Prints id, issuer and name of every user pool.")
    int list() {
        return Session.with(spec, (house, out) -> {
            Optional<Cursor> next = Optional.empty();
            do {
                Page<UserPoolDefinition> page =
                        RefusedException.unless(house.userPools().list(UserPools.MOST, next), "The list");
                page.items().forEach(pool -> print(house, out, pool));
                next = page.next();
            } while (next.isPresent());
        });
    }

    private static void print(House house, PrintWriter out, UserPoolDefinition pool) {
        out.println(pool.id() + "\t" + house.issuers().issuer(pool.id()) + "\t" + pool.name());
    }
}
