package dev.gatehouse.credentials.guard;

/** What an S3 request asks for, with the action that policies name. New operations may be added. */
public enum S3Operation {
    /** Reads an object. */
    GET_OBJECT("s3:GetObject"),
    /** Asks for an object's size and headers. */
    HEAD_OBJECT("s3:GetObject"),
    /** Writes an object. */
    PUT_OBJECT("s3:PutObject"),
    /** Removes an object. */
    DELETE_OBJECT("s3:DeleteObject"),
    /** Lists a bucket, second version. */
    LIST_OBJECTS("s3:ListBucket"),
    /** Asks whether a bucket is there. */
    HEAD_BUCKET("s3:ListBucket");

    private final String action;

    S3Operation(String action) {
        this.action = action;
    }

    /** Returns the action, such as {@code s3:GetObject}. */
    public String action() {
        return action;
    }
}
