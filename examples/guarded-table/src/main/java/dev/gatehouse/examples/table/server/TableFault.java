package dev.gatehouse.examples.table.server;

/** A request that the table does not understand, in DynamoDB's words. */
final class TableFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String type;

    private TableFault(String type, String message) {
        super(message);
        this.type = type;
    }

    static TableFault validation(String message) {
        return new TableFault("ValidationException", message);
    }

    static TableFault unknownOperation() {
        return new TableFault("UnknownOperationException", "this table knows no such operation");
    }

    static TableFault noSuchTable() {
        return new TableFault("ResourceNotFoundException", "there is only the table " + TableServer.TABLE);
    }

    String type() {
        return type;
    }
}
