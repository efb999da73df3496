using ComposeServer.Identity.Sessions;
using ComposeServer.Integration.Social;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Refusals;

/// <summary>Sessions out of their time. Clocks may differ by five minutes.</summary>
public class SessionTimeTests
{
    [Fact]
    public async Task A_session_writes_until_five_minutes_past_its_end_and_no_longer()
    {
        await using var social = await StartAsync();
        using var session = social.Ada.NewSession(social.Clock);

        social.Clock.Shift(SessionRequest.DefaultLifetime + TimeSpan.FromMinutes(4));
        _ = (await AskAsync(social, session)).Data;
        _ = (await CreateAsync(social, session)).Ok;

        social.Clock.Shift(TimeSpan.FromMinutes(2));
        await social.RefuseAsync(
            "CAPABILITY_EXPIRED",
            "CACAO has expired",
            () => AskAsync(social, session),
            () => CreateAsync(social, session)
        );
    }

    [Fact]
    public async Task A_session_of_the_future_does_not_write_yet()
    {
        await using var social = await StartAsync();
        var early = new ShiftedClock();
        early.Shift(TimeSpan.FromMinutes(6));
        using var session = social.Ada.NewSession(early);

        await social.RefuseAsync(
            "CAPABILITY_NOT_YET_VALID",
            "CACAO is not valid yet",
            () => AskAsync(social, session),
            () => CreateAsync(social, session)
        );

        social.Clock.Shift(TimeSpan.FromMinutes(2));
        _ = (await AskAsync(social, session)).Data;
        _ = (await CreateAsync(social, session)).Ok;
    }

    static async Task<SocialNode> StartAsync()
    {
        var social = new SocialNode();
        await social.InitializeAsync();
        return social;
    }

    static Task<GraphQLAnswer> AskAsync(SocialNode social, DidSession session) =>
        social.Node.With(session).AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("in its time") });

    static Task<ApiReply> CreateAsync(SocialNode social, DidSession session) =>
        social.Node.Api.CreateAsync(
            StreamType.Document,
            new EventAuthor(session).Create(social.Model("Post"), SocialWrites.Post("in its time"))
        );
}
