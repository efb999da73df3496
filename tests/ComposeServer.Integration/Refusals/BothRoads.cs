using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Refusals;

/// <summary>The same wrong thing sent over GraphQL and over the node API.</summary>
static class BothRoads
{
    /// <summary>Both answer with the same word and name the field or rule, and nothing is stored.</summary>
    public static async Task RefuseAsync(
        this SocialNode social,
        string code,
        string naming,
        Func<Task<GraphQLAnswer>> overGraphQL,
        Func<Task<ApiReply>> overApi
    )
    {
        var before = await social.Node.FootprintAsync();

        var answer = await overGraphQL();
        var reply = await overApi();

        Assert.Equal((code, code), (answer.Code, reply.Code));
        Assert.Contains(naming, answer.Message, StringComparison.Ordinal);
        Assert.Contains(naming, reply.Error, StringComparison.Ordinal);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }
}
