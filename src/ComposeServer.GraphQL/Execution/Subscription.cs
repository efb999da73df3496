namespace ComposeServer.GraphQL.Execution;

/// <summary>A subscription that may be listened to.</summary>
public sealed class Subscription
{
    internal Subscription(ArgumentValues arguments, IAsyncEnumerable<SubscriptionAnswer> answers)
    {
        Arguments = arguments;
        Answers = answers;
    }

    /// <summary>The coerced arguments of its root field.</summary>
    public ArgumentValues Arguments { get; }

    /// <summary>
    /// Complete answers, one for each event of its source. It ends with the source, and after an answer of errors alone when the source fails.
    /// </summary>
    public IAsyncEnumerable<SubscriptionAnswer> Answers { get; }
}
