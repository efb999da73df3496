using ComposeServer.GraphQL.Execution;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Reads members as fields without a resolver do, but for all parents of a level, and not at once.</summary>
sealed class MembersLater : BatchResolver
{
    public override async ValueTask ResolveAsync(FieldBatch batch, CancellationToken cancel)
    {
        await Task.Yield();
        for (var i = 0; i < batch.Count; i++)
        {
            try
            {
                batch.SetResult(i, MemberResolver.Instance.Resolve(batch.Parents[i], batch));
            }
            catch (GraphQLException fault)
            {
                batch.SetError(i, fault.Error);
            }
        }
    }
}
