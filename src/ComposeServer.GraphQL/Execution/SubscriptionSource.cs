namespace ComposeServer.GraphQL.Execution;

/// <summary>Makes the source stream of a subscription field; hung on its definition. Source: GraphQL October 2021, 6.2.3.1.</summary>
/// <param name="context">The root field with its coerced arguments.</param>
/// <param name="cancel">Gives up opening it.</param>
/// <returns>
/// Events: each becomes the parent of the root field, whose resolver turns it into the field's value. What happens after the task has
/// completed must be in the stream, whenever it is listened to.
/// </returns>
/// <exception cref="GraphQLException">The arguments cannot be served.</exception>
public delegate ValueTask<IAsyncEnumerable<object>> SubscriptionSource(FieldContext context, CancellationToken cancel);
