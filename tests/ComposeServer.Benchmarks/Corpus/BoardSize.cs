namespace ComposeServer.Benchmarks.Corpus;

/// <summary>
/// How many documents of each model there are. The 10 oldest posts of every author have 5 comments each, so a nested question for
/// 20 × 10 × 5 always finds that many.
/// </summary>
/// <param name="Posts">Posts stored before measuring; the <c>--documents</c> of the command line.</param>
/// <param name="Creates">Posts signed beforehand, to be created while measuring.</param>
sealed record BoardSize(int Posts, int Creates)
{
    public const int PostsMin = 1_000;

    public const int AuthorsPerPage = 20;

    public const int PostsPerAuthorPage = 10;

    public const int CommentsPerPostPage = 5;

    const int PostsPerAuthor = 25;

    public int Authors => Posts / PostsPerAuthor;

    /// <summary>Posts that must be stored before the others, and have comments.</summary>
    public int DiscussedPosts => Authors * PostsPerAuthorPage;

    public int Comments => DiscussedPosts * CommentsPerPostPage;

    /// <summary>Topics of equal size, beside the frequent and the rare one. Each has 30 posts or more, so that a page of 20 is full.</summary>
    public int Topics => Math.Min(Posts / 50, 64);

    /// <summary>Documents stored before measuring.</summary>
    public int Stored => Authors + Posts + Comments;
}
