using ComposeServer.Server.EventApi;
using ComposeServer.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Host;

/// <summary>The event API.</summary>
sealed partial class HostParts
{
    /// <summary>All calls of the event API.</summary>
    public IEnumerable<IEventEndpoint> EventEndpoints(ServerOptions options)
    {
        var interests = new InterestBook(options.Network, Backend.Interests);
        return
        [
            new GetLiveness(),
            new AnyVersion(HttpMethods.Get),
            new AnyVersion(HttpMethods.Post),
            new GetNetwork(options.Network),
            new PostEvent(new EventSubmission(Intake, Backend.Events, Anchors.Times, _limits)),
            new GetEvent(Backend.Events, States, EventNetwork.NumberOf(options.Network)),
            new GetStreamState(States),
            new GetFeed(Backend.Feed, Backend.Events),
            new GetResumeToken(Backend.Feed),
            new GetEventsOf(Backend.Events),
            new PostInterest(interests, _limits),
            new PostInterestIn(interests, _limits),
            new GetInterests(interests),
            new GetPeers(),
            new PostPeers(),
        ];
    }
}
