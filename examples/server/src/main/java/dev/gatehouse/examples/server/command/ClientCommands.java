package dev.gatehouse.examples.server.command;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.userpool.directory.ClientDefinition;
import dev.gatehouse.userpool.directory.UserPools;
import dev.gatehouse.userpool.settings.AuthFlow;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** App clients. */
@Command(
        name = "client",
        description = "Makes and lists the app clients of a user pool.",
        synopsisSubcommandLabel = "(create | list)")
final class ClientCommands {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Command(
            name = "create",
            description = "Makes an app client and prints its id, and its secret if it has one: it can be read again"
                    + " by DescribeUserPoolClient.",
            footer = "Example: gatehouse-server client create local_Ab3dE6gHi web")
    int create(
            @Parameters(paramLabel = "POOL", description = "the user pool's id") String pool,
            @Parameters(paramLabel = "NAME", description = "for people") String name,
            @Option(names = "--secret", description = "gives it a secret: for servers, never for browsers or phones")
                    boolean secret,
            @Option(
                            names = "--admin-sign-in",
                            description = "allows ADMIN_USER_PASSWORD_AUTH too, by a signed call of a server")
                    boolean admin) {
        Set<AuthFlow> flows = EnumSet.of(AuthFlow.USER_PASSWORD_AUTH, AuthFlow.REFRESH_TOKEN_AUTH);
        if (admin) {
            flows.add(AuthFlow.ADMIN_USER_PASSWORD_AUTH);
        }
        return Session.with(spec, (house, out) -> {
            ClientDefinition made = RefusedException.unless(
                    house.userPools().createClient(new PoolId(pool), client -> {
                        client.name(name).settings(settings -> settings.authFlows(flows));
                        if (secret) {
                            client.generateSecret();
                        }
                    }),
                    "The client");
            out.print(made.id());
            made.secrets().forEach(value -> out.print("\t" + value.value().use(String::valueOf)));
            out.println();
        });
    }

    @Command(name = "list", description = "Prints id and name of every app client of a user pool.")
    int list(@Parameters(paramLabel = "POOL", description = "the user pool's id") String pool) {
        return Session.with(spec, (house, out) -> {
            Optional<Cursor> next = Optional.empty();
            do {
                Page<ClientDefinition> page = RefusedException.unless(
                        house.userPools().listClients(new PoolId(pool), UserPools.MOST, next), "The list");
                page.items().forEach(client -> out.println(client.id() + "\t" + client.name()));
                next = page.next();
            } while (next.isPresent());
        });
    }
}
