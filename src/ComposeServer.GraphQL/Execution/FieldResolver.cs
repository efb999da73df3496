namespace ComposeServer.GraphQL.Execution;

/// <summary>How the value of one field is made; hung on its definition when the schema is built.</summary>
public abstract class FieldResolver;
