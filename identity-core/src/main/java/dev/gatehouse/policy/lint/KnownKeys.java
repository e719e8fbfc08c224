package dev.gatehouse.policy.lint;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The condition keys that somebody sets, and the beginnings of those whose end is free. */
final class KnownKeys {
    private static final Set<String> KEYS = Set.of(
            "aws:CalledVia",
            "aws:CalledViaFirst",
            "aws:CalledViaLast",
            "aws:CurrentTime",
            "aws:EpochTime",
            "aws:FederatedProvider",
            "aws:MultiFactorAuthAge",
            "aws:MultiFactorAuthPresent",
            "aws:PrincipalAccount",
            "aws:PrincipalArn",
            "aws:PrincipalIsAWSService",
            "aws:PrincipalOrgID",
            "aws:PrincipalOrgPaths",
            "aws:PrincipalServiceName",
            "aws:PrincipalServiceNamesList",
            "aws:PrincipalType",
            "aws:Referer",
            "aws:RequestedRegion",
            "aws:ResourceAccount",
            "aws:ResourceOrgID",
            "aws:ResourceOrgPaths",
            "aws:SecureTransport",
            "aws:SourceAccount",
            "aws:SourceArn",
            "aws:SourceIdentity",
            "aws:SourceIp",
            "aws:SourceOrgID",
            "aws:SourceOrgPaths",
            "aws:SourceVpc",
            "aws:SourceVpce",
            "aws:TagKeys",
            "aws:TokenIssueTime",
            "aws:UserAgent",
            "aws:userid",
            "aws:username",
            "aws:ViaAWSService",
            "aws:VpcSourceIp",
            "cognito-identity.amazonaws.com:aud",
            "cognito-identity.amazonaws.com:amr",
            "cognito-identity.amazonaws.com:sub",
            "dynamodb:Attributes",
            "dynamodb:EnclosingOperation",
            "dynamodb:LeadingKeys",
            "dynamodb:ReturnConsumedCapacity",
            "dynamodb:ReturnValues",
            "dynamodb:Select",
            "iam:PassedToService",
            "iam:PermissionsBoundary",
            "iam:PolicyARN",
            "s3:authType",
            "s3:DataAccessPointArn",
            "s3:delimiter",
            "s3:if-match",
            "s3:if-none-match",
            "s3:LocationConstraint",
            "s3:max-keys",
            "s3:object-lock-legal-hold",
            "s3:object-lock-mode",
            "s3:object-lock-remaining-retention-days",
            "s3:object-lock-retain-until-date",
            "s3:prefix",
            "s3:RequestObjectTagKeys",
            "s3:ResourceAccount",
            "s3:signatureAge",
            "s3:signatureversion",
            "s3:TlsVersion",
            "s3:VersionId",
            "s3:x-amz-acl",
            "s3:x-amz-content-sha256",
            "s3:x-amz-copy-source",
            "s3:x-amz-grant-full-control",
            "s3:x-amz-grant-read",
            "s3:x-amz-grant-write",
            "s3:x-amz-metadata-directive",
            "s3:x-amz-server-side-encryption",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:x-amz-storage-class",
            "s3:x-amz-website-redirect-location",
            "saml:aud",
            "saml:iss",
            "saml:namequalifier",
            "saml:sub",
            "saml:sub_type",
            "sts:DurationSeconds",
            "sts:ExternalId",
            "sts:RoleSessionName",
            "sts:SourceIdentity",
            "sts:TransitiveTagKeys",
            "sts:RequestContextProviders",
            "accounts.google.com:aud",
            "accounts.google.com:oaud",
            "accounts.google.com:sub",
            "graph.facebook.com:app_id",
            "graph.facebook.com:id",
            "www.amazon.com:app_id",
            "www.amazon.com:user_id");
    private static final Set<String> PREFIXES = Set.of(
            "aws:principaltag/",
            "aws:requesttag/",
            "aws:resourcetag/",
            "iam:resourcetag/",
            "s3:existingobjecttag/",
            "s3:requestobjecttag/",
            "dynamodb:resourcetag/");

    private static final Set<String> LISTS = Set.of(
            "aws:calledvia",
            "aws:principalorgpaths",
            "aws:principalservicenameslist",
            "aws:resourceorgpaths",
            "aws:sourceorgpaths",
            "aws:tagkeys",
            "cognito-identity.amazonaws.com:amr",
            "dynamodb:attributes",
            "dynamodb:leadingkeys",
            "s3:requestobjecttagkeys",
            "sts:transitivetagkeys",
            "sts:requestcontextproviders");

    private final Set<String> names;
    private final Set<String> lower = new TreeSet<>();

    KnownKeys(Set<String> more) {
        Set<String> all = new TreeSet<>(KEYS);
        all.addAll(more);
        this.names = all;
        all.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    }

    Set<String> names() {
        return names;
    }

    boolean contains(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return lower.contains(name)
                || PREFIXES.stream().anyMatch(prefix -> name.length() > prefix.length() && name.startsWith(prefix));
    }

    /** Returns whether a request has at most one value for the key; false for keys that only the application knows. */
    boolean hasOneValue(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return !LISTS.contains(name)
                && (KEYS.stream().anyMatch(name::equalsIgnoreCase)
                        || PREFIXES.stream().anyMatch(name::startsWith));
    }
}
