package dev.gatehouse.examples.server.command;

import dev.gatehouse.Cursor;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.directory.IdentityPoolDefinition;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.examples.server.house.OwnFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Identity pools and their roles. */
@Command(
        name = "identity-pool",
        description = "Makes and lists identity pools, and sets their roles.",
        synopsisSubcommandLabel = "(create | list | put-role)")
final class IdentityPoolCommands {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Command(
            name = "create",
            description = "Makes an identity pool for the users of one app client and prints its id. Its users may read"
                    + " and write their own folder of a bucket and nothing else.",
            footer = "Example: gatehouse-server identity-pool create app --user-pool local_Ab3dE6gHi"
                    + " --client 1h57kf5cpq17m0eml12EXAMPLE --bucket photos --guests")
    int create(
            @Parameters(paramLabel = "NAME", description = "for people") String name,
            @Option(names = "--user-pool", paramLabel = "POOL", required = true, description = "whose users come")
                    String userPool,
            @Option(
                            names = "--client",
                            paramLabel = "CLIENT",
                            required = true,
                            description = "whose ID tokens are taken")
                    String client,
            @Option(names = "--bucket", paramLabel = "BUCKET", required = true, description = "where the folders are")
                    String bucket,
            @Option(names = "--guests", description = "lets guests read BUCKET/public/") boolean guests) {
        return Session.with(spec, (house, out) -> {
            Object unused = RefusedException.unless(
                    house.userPools().describeClient(new PoolId(userPool), new dev.gatehouse.ClientId(client)),
                    "The user pool's client");
            out.println(RefusedException.unless(
                    new OwnFolders(house, bucket)
                            .create(name, new PoolId(userPool), new dev.gatehouse.ClientId(client), guests),
                    "The identity pool"));
        });
    }

    @Command(name = "list", description = "Prints id and name of every identity pool.")
    int list() {
        return Session.with(spec, (house, out) -> {
            Optional<Cursor> next = Optional.empty();
            do {
                Page<IdentityPoolDefinition> page =
                        RefusedException.unless(house.identityPools().list(IdentityPools.MOST, next), "The list");
                page.items().forEach(pool -> out.println(pool.id() + "\t" + pool.name()));
                next = page.next();
            } while (next.isPresent());
        });
    }

    @Command(
            name = "put-role",
            description = "Sets a role of an identity pool: who may take it, and what it may do.",
            footer = "The documents are IAM policies. SetIdentityPoolRoles then names the role by its ARN.")
    int putRole(
            @Parameters(paramLabel = "POOL", description = "the identity pool's id") String pool,
            @Parameters(paramLabel = "ROLE", description = "the role's name") String role,
            @Option(names = "--trust", paramLabel = "FILE", required = true, description = "the trust policy")
                    Path trust,
            @Option(
                            names = "--permissions",
                            paramLabel = "FILE",
                            required = true,
                            description = "the permission policy")
                    Path permissions) {
        String trustPolicy = document(trust);
        String permissionPolicy = document(permissions);
        return Session.with(spec, (house, out) -> {
            IdentityPool identities =
                    RefusedException.unless(house.identityPools().pool(new PoolId(pool)), "The identity pool");
            RoleDefinition definition;
            try {
                definition = RoleDefinition.builder(new RoleName(role))
                        .account(house.account())
                        .trustPolicy(trustPolicy)
                        .permissionPolicy("permissions", permissionPolicy)
                        .build();
            } catch (IllegalArgumentException e) {
                throw new RefusedException("The role was refused: " + e.getMessage() + ".");
            }
            Object unused = RefusedException.unless(identities.roles().put(definition), "The role");
            out.println(definition.arn());
        });
    }

    private static String document(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RefusedException("The file " + file + " cannot be read: name one with a policy in JSON.");
        }
    }
}
