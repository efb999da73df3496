namespace ComposeServer.Benchmarks.Report;

/// <summary>What is known of a side when all has been measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PeakBytes">Most resident memory that it ever had.</param>
/// <param name="Posts">Posts counted in its database; null for a side that creates none.</param>
/// <param name="PostsExpected">Those it began with, and those it said it created.</param>
sealed record SideFacts(string Name, long PeakBytes, long? Posts, long PostsExpected)
{
    public bool HasAllPosts => Posts is null || Posts == PostsExpected;
}
